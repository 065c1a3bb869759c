import { type SQLWrapper, sql } from 'drizzle-orm';
import type { Queryable } from '../../platform/db/client.ts';

/** The PostgreSQL channel that carries the id of each key or session that was ended, after the commit. */
export const endedChannel = 'plenum_credentials_ended';

/**
 * Ends keys or sessions, and tells of each.
 * @param statement what ends them, and returns their `id`.
 * @returns how many there were.
 */
export async function endAndTell(db: Queryable, statement: SQLWrapper): Promise<number> {
  const ended = await db.execute(sql`with ended as ${statement} select pg_notify(${endedChannel}, id) from ended`);
  return ended.length;
}
