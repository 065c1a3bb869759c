import { createCipheriv, createDecipheriv, createHash, createHmac, hash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** A key of 32 bytes derived from PLENUM_SECRET for one purpose (RFC 5869), so that no two uses share a key. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `plenum:${purpose}`, 32));
}

/** HMAC-SHA256 of `text`, base64url. For many texts with one key: hmac.ts. */
export function sign(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

/** Compares a secret with what somebody gave as it, so that neither time nor length tells anything. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', expected, 'buffer'));
}

export interface Cipher {
  encrypt(text: string): string;
  /** Throws when the text was not encrypted with this secret, or was changed. */
  decrypt(sealed: string): string;
}

/**
 * AES-256-GCM for secrets that must be read again. What it makes is `<key id>.<iv>.<tag>.<data>`; the key id tells
 * which PLENUM_SECRET it was, so that a later one can be told apart.
 */
export function createCipher(secret: string): Cipher {
  const key = deriveKey(secret, 'encryption');
  const keyId = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return {
    encrypt: (text) => [keyId, ...seal(key, text)].join('.'),
    decrypt(sealed) {
      const [id, iv, tag, data] = sealed.split('.');
      if (id !== keyId || !iv || !tag || data === undefined) throw new Error('Encrypted with another PLENUM_SECRET.');
      return open(key, iv, tag, data);
    },
  };
}

function seal(key: Buffer, text: string): string[] {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url'));
}

function open(key: Buffer, iv: string, tag: string, data: string): string {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return decipher.update(data, 'base64url', 'utf8') + decipher.final('utf8');
}
