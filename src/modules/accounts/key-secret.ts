import { hash } from 'node:crypto';
import { randomText } from '../../core/ids.ts';

/** A new API key: `mk_` and 40 characters, 200 random bits. */
export function generateKey(): string {
  return `mk_${randomText(40)}`;
}

export function hashKey(key: string): string {
  return hash('sha256', key);
}

/** What of a key may be shown later. */
export function prefixOf(key: string): string {
  return key.slice(0, 9);
}
