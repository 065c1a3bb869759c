import { invalidField } from './errors.ts';

/** The sequence number that stands in a cursor; a 400 when something else does. */
export function readSeq(text: string | undefined): number {
  if (text === undefined || !/^\d{1,15}$/.test(text)) {
    throw invalidField('/cursor', 'The cursor is not one that this server gave out.');
  }
  return Number(text);
}
