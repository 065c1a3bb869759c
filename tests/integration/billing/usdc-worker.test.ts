import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient, eventually } from '../../support/client.ts';
import { startServerOn, startWorkerOn } from '../../support/server.ts';
import { startOwnStack } from '../../support/stack.ts';
import { startChain } from './support/chain.ts';

interface Health {
  capabilities: { cryptoPayments: boolean };
}

test('a worker credits what is paid, another goes on after it was killed, and the API says whether anybody watches', async (t) => {
  const chain = await startChain();
  t.after(() => chain.stop());
  const stack = await startOwnStack();
  t.after(() => stack.stop());
  const settings = {
    CRYPTO_RPC_URL: chain.rpcUrl,
    USDC_CONTRACT: chain.token.address,
    CRYPTO_MNEMONIC: 'test test test test test test test test test test test junk',
  };
  const api = await startServerOn(stack.env, settings);
  t.after(() => api.stop());
  const { call } = createClient(api);
  const isWatched = async () => (await call<Health>('GET', '/v1/health')).body.capabilities.cryptoPayments;
  assert.equal(await isWatched(), false);
  assert.equal((await call('GET', '/v1/billing/usdc/address')).status, 503);

  const first = await startWorkerOn(stack.env, settings);
  t.after(() => first.stop());
  await eventually(async () => assert.equal(await isWatched(), true), 15_000);
  const { body } = await call<{ address: string }>('GET', '/v1/billing/usdc/address');
  const expectBalance = (balance: string, timeoutMs: number) =>
    eventually(async () => assert.deepEqual((await call('GET', '/v1/billing/balance')).body, { balance, currency: 'USD' }), timeoutMs);
  await chain.token.pay(body.address, 20_000_000n);
  await chain.mine(12);
  await expectBalance('20.0000', 15_000);

  first.process.kill('SIGKILL');
  await chain.token.pay(body.address, 7_500_000n);
  await chain.mine(12);
  const second = await startWorkerOn(stack.env, settings);
  t.after(() => second.stop());
  // Once the lease of the killed one has run out.
  await expectBalance('27.5000', 45_000);
  assert.doesNotMatch(first.readLog() + second.readLog() + api.readLog(), /test test test/);
});
