import { hash } from 'node:crypto';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const checksumLength = 4;
const keyLength = 78;
/** `xpub`, the mark of a public key (BIP-32); a private one has another. */
const publicVersion = 0x0488b21e;

/** The depth of an extended public key (BIP-32), 3 for an account's; null when the text is none, or is private. */
export function readPublicKeyDepth(text: string): number | null {
  if (!/^[1-9A-HJ-NP-Za-km-z]{100,120}$/.test(text)) return null;
  let number = 0n;
  for (const character of text) number = number * 58n + BigInt(alphabet.indexOf(character));
  const bytes = Buffer.from(number.toString(16).padStart(2 * (keyLength + checksumLength), '0'), 'hex');
  if (bytes.length !== keyLength + checksumLength) return null;
  const key = bytes.subarray(0, keyLength);
  const sum = hash('sha256', hash('sha256', key, 'buffer'), 'buffer').subarray(0, checksumLength);
  return sum.equals(bytes.subarray(keyLength)) && key.readUInt32BE(0) === publicVersion ? key.readUInt8(4) : null;
}
