import { randomBytes } from 'node:crypto';

/** 32 letters and digits without 0, 1, I and O. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Eight characters that can be read out on the telephone. */
export function generateCallId(): string {
  return Array.from(randomBytes(8), (byte) => alphabet[byte & 31]).join('');
}
