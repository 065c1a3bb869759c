import { randomBytes } from 'node:crypto';

/** 32 letters and digits without 0, 1, l and o, so that an id can be read aloud. */
const alphabet = '23456789abcdefghijkmnpqrstuvwxyz';

/** `length` random characters of the alphabet, 5 bits each. */
export function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte & 31]).join('');
}

/** A new id such as `ws_k3v9…`: 16 characters, 80 random bits. */
export function newId(prefix: string): string {
  return `${prefix}_${randomText(16)}`;
}
