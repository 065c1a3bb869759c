import { ECDH, hash } from 'node:crypto';
import type { HDKey } from 'viem/accounts';

/** Where the addresses come from; the private keys are elsewhere, save for a mnemonic in development. */
export type WalletSource =
  | { xpub: string }
  /** Words (BIP-39), whose first Ethereum account is used. */
  | { mnemonic: string };

/** Addresses by BIP-44: m/44'/60'/0'/0/<index>. */
export interface DepositWallet {
  /** Tells one wallet from another. */
  readId(): Promise<string>;
  /** With the checksum of EIP-55. */
  addressAt(index: number): Promise<string>;
}

const accountPath = "m/44'/60'/0'";
/** An account's key; one of depth 4 is that of its external chain already. */
const accountDepth = 3;

export function openWallet(source: WalletSource): DepositWallet {
  let opened: ReturnType<typeof open> | null = null;
  const wallet = () => (opened ??= open(source));
  return {
    readId: async () => (await wallet()).id,
    addressAt: async (index) => (await wallet()).addressAt(index),
  };
}

/** The library is large, and most servers take no deposits. */
async function open(source: WalletSource) {
  const { HDKey: Key, mnemonicToAccount, publicKeyToAddress } = await import('viem/accounts');
  const keyOf = (mnemonic: string) => mnemonicToAccount(mnemonic, { path: accountPath }).getHdKey().publicExtendedKey;
  const xpub = 'xpub' in source ? source.xpub : keyOf(source.mnemonic);
  const account = Key.fromExtendedKey(xpub);
  const chain = account.depth === accountDepth ? account.deriveChild(0) : account;
  return {
    id: hash('sha256', xpub).slice(0, 16),
    addressAt: (index: number) => publicKeyToAddress(uncompressed(chain.deriveChild(index))),
  };
}

function uncompressed({ publicKey }: HDKey): `0x${string}` {
  if (!publicKey) throw new Error('The extended key has no public key.');
  const point = ECDH.convertKey(publicKey, 'secp256k1', undefined, 'hex', 'uncompressed');
  return `0x${String(point)}`;
}
