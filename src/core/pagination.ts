import { invalidField } from './errors.ts';

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** Makes an opaque cursor of the key of a page's last row. */
export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Reads a cursor back into a key of `parts` strings; a 400 when it is not one of ours. */
export function decodeCursor(cursor: string, parts: number): string[] {
  const key = parseJson(Buffer.from(cursor, 'base64url').toString());
  if (!Array.isArray(key) || key.length !== parts || !key.every((part) => typeof part === 'string')) {
    throw invalidField('/cursor', 'The cursor is not one that this server gave out.');
  }
  return key;
}

/** Cuts a page out of `limit + 1` fetched rows, where the extra row says whether there is more. */
export function toPage<Item>(rows: Item[], limit: number, keyOf: (item: Item) => string[]): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
