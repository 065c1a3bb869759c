import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { findBalance, watchDeposits } from '../../../src/modules/billing/index.ts';
import { createTokenChain, type TokenChain } from '../../../src/platform/payments/token-chain.ts';
import { chainId, startChain, type TestChain } from './support/chain.ts';
import { assertLedgerSums } from './support/ledger.ts';
import { type LyingNode, startLyingNode } from './support/lying-node.ts';
import { createScene, type Owner, type Scene } from './support/scene.ts';

const mnemonic = 'test test test test test test test test test test test junk';
const dollar = 1_000_000n;

interface Address {
  address: string;
  network: string;
  minDeposit: string;
  code: string;
}

let chain: TestChain;
let node: LyingNode;
let scene: Scene;
let watched: TokenChain;

before(async () => {
  chain = await startChain();
  node = await startLyingNode(chain.rpcUrl);
  scene = await createScene({ CRYPTO_RPC_URL: node.rpcUrl, USDC_CONTRACT: chain.token.address, CRYPTO_MNEMONIC: mnemonic });
  watched = createTokenChain({ rpcUrl: node.rpcUrl, contract: chain.token.address }, new AbortController().signal);
});
afterEach(() => {
  node.lies = {};
  node.fault = null;
});
after(async () => {
  await assertLedgerSums(scene.database);
  await scene.close();
  node.close();
  await chain.stop();
});

const watch = () => watchDeposits({ db: scene.database.db, chain: watched });
const balanceOf = ({ workspaceId }: Owner) => findBalance(scene.database.db, workspaceId);
const askAddress = ({ client }: Owner) => client.call<Address>('GET', '/v1/billing/usdc/address');

async function confirm(blocks = 12): Promise<void> {
  await chain.mine(blocks);
  await watch();
}

/** Somebody who has an address. */
async function newPayer(): Promise<Owner & { address: string }> {
  const owner = await scene.newOwner();
  const { status, body } = await askAddress(owner);
  assert.equal(status, 200, JSON.stringify(body));
  return { ...owner, address: body.address };
}

async function topUpsOf({ client }: Owner): Promise<string[]> {
  const { body } = await client.call<{ transactions: { type: string; amountUsd: string }[] }>('GET', '/v1/billing/history');
  return body.transactions.filter(({ type }) => type === 'usdc_topup').map(({ amountUsd }) => amountUsd);
}

test('nobody gets an address before the chain is watched, nor when nobody has watched it lately', async () => {
  const owner = await scene.newOwner();
  assert.deepEqual([(await askAddress(owner)).status, (await askAddress(owner)).body.code], [503, 'payments-unavailable']);
  await watch();
  const { status, body } = await askAddress(owner);
  assert.deepEqual([status, body.network, body.minDeposit], [200, `eip155:${chainId}`, '5.0000']);
  assert.match(body.address, /^0x[0-9a-fA-F]{40}$/);
  await scene.database.sql`update chain_watches set checked_at = now() - interval '61 seconds'`;
  assert.equal((await askAddress(owner)).status, 503);
  await watch();
  assert.equal((await askAddress(owner)).body.address, body.address, 'always the same');
});

test('fifty who ask at once get fifty addresses in a row, and one who asks fifty times gets one', async () => {
  const owners = await Promise.all(Array.from({ length: 50 }, () => scene.newOwner()));
  const answers = await Promise.all(owners.map(askAddress));
  const addresses = answers.map(({ body }) => body.address);
  assert.equal(new Set(addresses).size, 50);
  const owner = await scene.newOwner();
  const same = await Promise.all(Array.from({ length: 50 }, () => askAddress(owner)));
  assert.equal(new Set(same.map(({ body }) => body.address)).size, 1);
  const [row] = await scene.database.sql<{ least: number; most: number; count: number }[]>`
    select min(index) as least, max(index) as most, count(*)::int as count from deposit_addresses`;
  assert.deepEqual([row?.least, row?.most], [0, (row?.count ?? 0) - 1]);
  const [first] = await scene.database.sql<{ address: string }[]>`select address from deposit_addresses where index = 0`;
  assert.equal(first?.address, '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266', "m/44'/60'/0'/0/0");
});

test('a deposit is credited after twelve confirmations, once', async () => {
  const payer = await newPayer();
  const txHash = await chain.token.pay(payer.address, 25n * dollar);
  await confirm(11);
  assert.equal(await balanceOf(payer), 0n);
  await confirm(1);
  assert.equal(await balanceOf(payer), 250_000n);
  for (let i = 0; i < 3; i += 1) await confirm();
  assert.deepEqual(await topUpsOf(payer), ['25.0000']);
  const [entry] = await scene.database.sql<{ cause: string }[]>`select cause from ledger_entries where workspace_id = ${payer.workspaceId}`;
  assert.match(entry?.cause ?? '', new RegExp(`^usdc:${txHash}:\\d+$`));
});

test('several who watch at once credit once, and so does one that begins anew in between', async () => {
  const payer = await newPayer();
  for (let i = 0; i < 4; i += 1) await chain.token.pay(payer.address, 6n * dollar);
  await chain.mine(12);
  await Promise.all(Array.from({ length: 8 }, watch));
  assert.equal(await balanceOf(payer), 240_000n);
});

test('less than $5 waits until the sum reaches it; fractions are kept for the next', async () => {
  const payer = await newPayer();
  await chain.token.pay(payer.address, 3n * dollar);
  await confirm();
  assert.deepEqual([await balanceOf(payer), await topUpsOf(payer)], [0n, []]);
  await chain.token.pay(payer.address, 2n * dollar - 1n);
  await confirm();
  assert.equal(await balanceOf(payer), 0n, 'one millionth is missing');
  await chain.token.pay(payer.address, 51n);
  await confirm();
  assert.equal(await balanceOf(payer), 50_000n);
  // 3 + 1.999999, and 50 millionths too few for another entry.
  assert.deepEqual(await topUpsOf(payer), ['0.0001', '1.9999', '3.0000']);
  await chain.token.pay(payer.address, 5n * dollar + 50n);
  await confirm();
  assert.equal(await balanceOf(payer), 100_001n, 'with the 50 millionths that were left');
});

test('one transaction that pays several, and one several times, credits each transfer', async () => {
  const [a, b] = [await newPayer(), await newPayer()];
  await chain.token.payAll([a.address, b.address, a.address], 10n * dollar);
  await chain.token.pay(a.address, 0n);
  await confirm();
  assert.deepEqual([await balanceOf(a), await balanceOf(b)], [200_000n, 100_000n]);
});

test('a deposit that a re-organisation drops before its twelfth confirmation is not credited', async () => {
  const payer = await newPayer();
  await watch();
  const snapshot = await chain.snapshot();
  await chain.token.pay(payer.address, 50n * dollar);
  await confirm(5);
  await chain.revert(snapshot);
  await confirm(30);
  assert.equal(await balanceOf(payer), 0n);
});

test('a deep re-organisation is noticed: what is paid again in another block is not credited again', async () => {
  const [kept, lost] = [await newPayer(), await newPayer()];
  await chain.token.pay(lost.address, 2n * dollar);
  const snapshot = await chain.snapshot();
  await chain.token.pay(lost.address, 1n * dollar);
  await chain.token.pay(kept.address, 7n * dollar);
  await confirm(20);
  assert.deepEqual([await balanceOf(kept), await balanceOf(lost)], [70_000n, 0n]);
  await chain.revert(snapshot);
  // The same transaction, as its sender signed it, in another block: the pending one of the other payer is gone.
  await chain.mine(1);
  await chain.token.pay(lost.address, 2n * dollar);
  await chain.token.pay(kept.address, 7n * dollar);
  await confirm(30);
  const rows = await scene.database.sql<{ units: string; isOrphaned: boolean }[]>`
    select units::text, is_orphaned as "isOrphaned" from usdc_deposits
    where workspace_id in (${kept.workspaceId}, ${lost.workspaceId}) order by block_number`;
  assert.equal(await balanceOf(kept), 70_000n, JSON.stringify(rows));
  assert.deepEqual(rows.map(({ units, isOrphaned }) => [units, isOrphaned]), [['2000000', false], ['2000000', false], ['7000000', false]]);
  await chain.token.pay(lost.address, 1n * dollar);
  await confirm();
  assert.equal(await balanceOf(lost), 50_000n, '2 + 2 + 1, without the 1 that was dropped');
});

test('a node that lies about what it was asked is not believed, and what it told has no effect', async () => {
  const payer = await newPayer();
  const other = await chain.deploy(6);
  await chain.token.pay(payer.address, 8n * dollar);
  await chain.mine(12);
  type Log = Record<string, unknown> & { topics: string[] };
  const change = (with_: (log: Log) => object) => (logs: Log[]) => logs.map((log) => ({ ...log, ...with_(log) }));
  const stranger = `0x${'0'.repeat(24)}${'ab'.repeat(20)}`;
  const lies: Record<string, Record<string, (result: never) => unknown>> = {
    'another chain': { eth_chainId: () => '0x1' },
    'no chain': { eth_chainId: () => null },
    'another contract': { eth_getLogs: change(() => ({ address: other.address })) },
    'another address': { eth_getLogs: change(({ topics }) => ({ topics: [topics[0], topics[1], stranger] })) },
    'another event': { eth_getLogs: change(({ topics }) => ({ topics: [stranger, topics[1], topics[2]] })) },
    'too few topics': { eth_getLogs: change(({ topics }) => ({ topics: topics.slice(0, 2) })) },
    'another block': { eth_getLogs: change(() => ({ blockNumber: '0xffffff' })) },
    "a block's hash that is not the chain's": { eth_getLogs: change(() => ({ blockHash: `0x${'1'.repeat(64)}` })) },
    'a removed log': { eth_getLogs: change(() => ({ removed: true })) },
    'more than there is': { eth_getLogs: change(() => ({ data: `0x${'f'.repeat(64)}` })) },
    'half an amount': { eth_getLogs: change(() => ({ data: '0x01' })) },
    'no amount': { eth_getLogs: change(() => ({ data: null })) },
    'a hash that is none': { eth_getLogs: change(() => ({ transactionHash: 'x' })) },
    'no list': { eth_getLogs: () => ({}) },
    'nothing': { eth_getLogs: () => null },
    'a text': { eth_getLogs: () => 'all is well' },
    'a head that is none': { eth_blockNumber: () => '-1' },
    'a head beyond all blocks': { eth_blockNumber: () => '0xfffffff' },
    'blocks that are missing': { eth_getBlockByNumber: () => null },
    'blocks without a hash': { eth_getBlockByNumber: () => ({ number: '0x1' }) },
    'other blocks': { eth_getBlockByNumber: (block: { hash: string }) => ({ ...block, number: '0x1' }) },
  };
  for (const [name, lie] of Object.entries(lies)) {
    node.lies = lie;
    await assert.rejects(watch(), { name: 'Error' }, name);
    assert.equal(await balanceOf(payer), 0n, name);
  }
  node.lies = {};
  await watch();
  assert.equal(await balanceOf(payer), 80_000n);
});

test('a node that is away, errs, or says too much or nothing, costs time and no money', { timeout: 60_000 }, async () => {
  const payer = await newPayer();
  await chain.token.pay(payer.address, 9n * dollar);
  await chain.mine(12);
  const faults: NonNullable<LyingNode['fault']>[] = [
    (response) => response.destroy(),
    (response) => void response.writeHead(502).end('<html>'),
    (response) => void response.end('not JSON'),
    (response) => void response.end('{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"secret-of-the-node"}}'),
    (response) => void response.end('x'.repeat(20_000_000)),
  ];
  for (const fault of faults) {
    node.fault = fault;
    await assert.rejects(watch(), (error: Error) => !error.message.includes('secret-of-the-node') && error.cause === undefined, String(fault));
  }
  const stopping = new AbortController();
  const patient = createTokenChain({ rpcUrl: node.rpcUrl, contract: chain.token.address }, stopping.signal);
  node.fault = () => {};
  setTimeout(() => stopping.abort(), 500);
  await assert.rejects(watchDeposits({ db: scene.database.db, chain: patient }), 'what is under way ends with the process');
  assert.equal(await balanceOf(payer), 0n);
  node.fault = null;
  await watch();
  assert.equal(await balanceOf(payer), 90_000n);
});

test('a token of other decimals is not taken for USDC', async () => {
  const other = await chain.deploy(18);
  const wrong = createTokenChain({ rpcUrl: node.rpcUrl, contract: other.address }, new AbortController().signal);
  await assert.rejects(watchDeposits({ db: scene.database.db, chain: wrong }), /six decimals/);
  const nothing = createTokenChain({ rpcUrl: node.rpcUrl, contract: `0x${'12'.repeat(20)}` }, new AbortController().signal);
  await assert.rejects(watchDeposits({ db: scene.database.db, chain: nothing }), /no token/);
});

test('who was away for thousands of blocks reads on from where it stopped', async () => {
  const payer = await newPayer();
  await chain.token.pay(payer.address, 11n * dollar);
  await chain.mine(1_200);
  await chain.token.pay(payer.address, 12n * dollar);
  await confirm();
  assert.equal(await balanceOf(payer), 230_000n);
});
