import type { KeyObject } from 'node:crypto';
import { sign } from '../../core/secrets.ts';

const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');

/**
 * Signs claims as a JWT with HMAC-SHA256 (RFC 7515). Done synchronously with OpenSSL's HMAC: a tenth of the time that
 * WebCrypto takes, and the most frequent thing that this server does. Verification is left to jose.
 */
export function signJwt(claims: object, secret: KeyObject): string {
  const content = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${content}.${sign(secret, content)}`;
}
