import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mnemonicToAccount } from 'viem/accounts';
import { readBilling } from './read-billing.ts';
import { SettingsReader } from './settings-reader.ts';

const mnemonic = 'test test test test test test test test test test test junk';
const key = mnemonicToAccount(mnemonic, { path: "m/44'/60'/0'" }).getHdKey();
const rpc = { CRYPTO_RPC_URL: 'http://localhost:8545' };

function read(env: NodeJS.ProcessEnv) {
  const reader = new SettingsReader(env);
  return { ...readBilling(reader), errors: reader.errors };
}

test('by default nothing costs and nobody can pay', () => {
  assert.deepEqual(read({}), { isEnabled: false, stripe: undefined, crypto: undefined, errors: [] });
});

test('cards need both secrets of Stripe', () => {
  assert.equal(read({ STRIPE_SECRET_KEY: 'sk_1' }).stripe, undefined);
  assert.equal(read({ STRIPE_WEBHOOK_SECRET: 'whsec_1' }).stripe, undefined);
  const { stripe } = read({ STRIPE_SECRET_KEY: 'sk_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' });
  assert.deepEqual(stripe, { secretKey: 'sk_1', webhookSecret: 'whsec_1', apiBase: 'https://api.stripe.com' });
});

test('deposits need a node and a key; words do for development alone', () => {
  assert.equal(read(rpc).crypto, undefined);
  assert.equal(read({ CRYPTO_XPUB: key.publicExtendedKey }).crypto, undefined);
  const { crypto } = read({ ...rpc, CRYPTO_XPUB: key.publicExtendedKey, CRYPTO_MNEMONIC: mnemonic });
  assert.deepEqual(crypto?.wallet, { xpub: key.publicExtendedKey });
  assert.equal(crypto?.contract, '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48');
  assert.deepEqual(read({ ...rpc, CRYPTO_MNEMONIC: mnemonic }).crypto?.wallet, { mnemonic });
  const production = read({ ...rpc, CRYPTO_MNEMONIC: mnemonic, NODE_ENV: 'production' });
  assert.equal(production.crypto, undefined);
  assert.match(production.errors.join(), /CRYPTO_MNEMONIC is for development/);
});

test('what is wrong is named, without its value', () => {
  const wrong = { CRYPTO_XPUB: key.privateExtendedKey, USDC_CONTRACT: '0x12', CRYPTO_RPC_URL: 'ftp://secret', STRIPE_API_BASE: 'secret' };
  const { errors } = read(wrong);
  assert.deepEqual(errors.map((error) => error.split(' ')[0]), ['STRIPE_API_BASE', 'USDC_CONTRACT', 'CRYPTO_RPC_URL', 'CRYPTO_XPUB']);
  assert.doesNotMatch(errors.join(), /secret|xprv/);
  assert.match(read({ CRYPTO_MNEMONIC: 'three short words' }).errors.join(), /CRYPTO_MNEMONIC must be 12 to 24 words/);
});
