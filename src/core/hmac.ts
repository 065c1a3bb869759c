import { createHmac, createSecretKey } from 'node:crypto';

/**
 * HMAC-SHA256 (RFC 2104) of many texts with one key, base64url. The key is handed to OpenSSL once: from bytes each
 * signature would take several times as long, and signing is the most frequent thing that this server does.
 */
export function createHmacSha256(key: Uint8Array): (text: string) => string {
  const secret = createSecretKey(key);
  return (text) => createHmac('sha256', secret).update(text).digest('base64url');
}
