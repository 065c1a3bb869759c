import { randomText } from '../../../core/ids.ts';

/** A new API key: `mk_` and 40 characters, 200 random bits. */
export function generateKey(): string {
  return `mk_${randomText(40)}`;
}

/** What of a key may be shown later. */
export function prefixOf(key: string): string {
  return key.slice(0, 9);
}
