import { readPublicKeyDepth } from '../core/extended-key.ts';
import { parseUrl, type SettingsReader } from './settings-reader.ts';

/** USDC on Ethereum's main net. */
const mainnetUsdc = '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48';

const aWebUrl = 'a URL that begins with http:// or https://';
const parseWebUrl = (value: string) => parseUrl(value, ['http:', 'https:']);
const parseAddress = (value: string) => (/^0x[0-9a-fA-F]{40}$/.test(value) ? value : undefined);
const parseWords = (value: string) => (/^[a-z]+( [a-z]+){11,23}$/.test(value) ? value : undefined);

/** Of an account, or of its external chain. */
function parseAccountKey(value: string): string | undefined {
  const depth = readPublicKeyDepth(value);
  return depth === 3 || depth === 4 ? value : undefined;
}

/** Whether meetings cost, and how people pay. */
export function readBilling(reader: SettingsReader) {
  return {
    isEnabled: reader.optional('BILLING_ENABLED') === 'true',
    stripe: readStripe(reader),
    crypto: readCrypto(reader),
  };
}

/** Undefined unless both secrets are there: who pays must be credited, too. */
function readStripe(reader: SettingsReader) {
  const apiBase = reader.parsed(['STRIPE_API_BASE'], 'https://api.stripe.com', parseWebUrl, aWebUrl);
  const secretKey = reader.optional('STRIPE_SECRET_KEY');
  const webhookSecret = reader.optional('STRIPE_WEBHOOK_SECRET');
  return secretKey && webhookSecret ? { secretKey, webhookSecret, apiBase } : undefined;
}

/** Undefined unless there is a node to ask and a key to make addresses of. */
function readCrypto(reader: SettingsReader) {
  const contract = reader.parsed(['USDC_CONTRACT'], mainnetUsdc, parseAddress, 'an address: `0x` and 40 hexadecimal digits');
  const rpcUrl = reader.parsed(['CRYPTO_RPC_URL'], '', parseWebUrl, aWebUrl);
  const wallet = readWallet(reader);
  return rpcUrl && wallet ? { rpcUrl, contract, wallet } : undefined;
}

function readWallet(reader: SettingsReader) {
  const aKey = "the extended public key (xpub) of an account, m/44'/60'/0'";
  const xpub = reader.parsed(['CRYPTO_XPUB'], '', parseAccountKey, aKey);
  if (xpub) return { xpub };
  const mnemonic = reader.parsed(['CRYPTO_MNEMONIC'], '', parseWords, '12 to 24 words');
  if (!mnemonic) return undefined;
  if (reader.optional('NODE_ENV') !== 'production') return { mnemonic };
  reader.errors.push('CRYPTO_MNEMONIC is for development alone: it is the key to all deposits. Set CRYPTO_XPUB.');
  return undefined;
}
