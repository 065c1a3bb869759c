import { and, eq, lt, lte, or, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { SearchPosition } from '../../contracts/search.ts';

/** Rows that come after a position in a list from the newest to the oldest, in which rows of one time go by their id, the last first. */
export function isAfterPosition(position: SearchPosition | null, at: AnyPgColumn, id: SQL): SQL | undefined {
  if (position === null) return undefined;
  if (position.isInclusive) return lte(at, position.at);
  if (position.id === null) return lt(at, position.at);
  // The first is what an index can begin with.
  return and(lte(at, position.at), or(lt(at, position.at), and(eq(at, position.at), lt(id, position.id))));
}
