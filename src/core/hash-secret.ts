import { hash } from 'node:crypto';

/** SHA-256 of a secret that this server made: random enough to need no slow hash, so that it is found by its hash. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret);
}
