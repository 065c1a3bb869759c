import { invalidField } from './errors.ts';
import { decodeCursor } from './pagination.ts';

/** The sequence number that stands in a cursor, null without one; a 400 when something else does. */
export function readCursorSeq(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const [text = ''] = decodeCursor(cursor, 1);
  if (!/^\d{1,15}$/.test(text)) throw invalidField('/cursor', 'The cursor is not one that this server gave out.');
  return Number(text);
}
