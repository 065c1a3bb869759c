import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HDKey, mnemonicToAccount } from 'viem/accounts';
import { readPublicKeyDepth } from '../../core/extended-key.ts';
import { openWallet } from './deposit-wallet.ts';

/** The well-known words of development chains, and the addresses that every wallet shows for them. */
const mnemonic = 'test test test test test test test test test test test junk';
const known = ['0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266', '0x70997970C51812dc3A010C7d01b50e0d17dc79C8', '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'];
const keyAt = (path: "m/44'/60'/0'" | "m/44'/60'/0'/0") => mnemonicToAccount(mnemonic, { path }).getHdKey();

test('words, their account key and the key of its external chain lead to the same addresses', async () => {
  const [account, chain] = [keyAt("m/44'/60'/0'"), keyAt("m/44'/60'/0'/0")];
  for (const source of [{ mnemonic }, { xpub: account.publicExtendedKey }, { xpub: chain.publicExtendedKey }]) {
    const wallet = openWallet(source);
    assert.deepEqual(await Promise.all(known.map((_, index) => wallet.addressAt(index))), known);
  }
  const ids = await Promise.all([openWallet({ mnemonic }), openWallet({ xpub: account.publicExtendedKey })].map((wallet) => wallet.readId()));
  assert.equal(ids[0], ids[1]);
});

test('only a whole extended public key has a depth', () => {
  const key = keyAt("m/44'/60'/0'");
  assert.equal(readPublicKeyDepth(key.publicExtendedKey), 3);
  assert.equal(readPublicKeyDepth(keyAt("m/44'/60'/0'/0").publicExtendedKey), 4);
  assert.equal(readPublicKeyDepth(HDKey.fromMasterSeed(Buffer.alloc(32, 1)).publicExtendedKey), 0);
  const mistyped = key.publicExtendedKey.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));
  for (const text of [key.privateExtendedKey, mistyped, key.publicExtendedKey.slice(1), '', 'xpub', '1'.repeat(111), mnemonic]) {
    assert.equal(readPublicKeyDepth(text), null, text);
  }
});
