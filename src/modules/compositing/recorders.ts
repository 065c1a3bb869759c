import { eq, gt, lt, sql } from 'drizzle-orm';
import type { Database, Queryable } from '../../platform/db/client.ts';
import { recorders } from './tables.ts';

/** A recorder that was not heard of for so long is not there. */
const aliveSeconds = 10;

/** Tells that a recorder is there and how much it takes at once. */
export async function announceRecorder(db: Database, id: string, capacity: number): Promise<void> {
  const seenAt = sql`now()`;
  await db
    .insert(recorders)
    .values({ id, capacity, seenAt })
    .onConflictDoUpdate({ target: recorders.id, set: { capacity, seenAt } });
  await db.delete(recorders).where(lt(recorders.seenAt, sql`now() - interval '1 hour'`));
}

export async function forgetRecorder(db: Database, id: string): Promise<void> {
  await db.delete(recorders).where(eq(recorders.id, id));
}

/** Whether any recorder is there, busy or not. */
export async function isRecorderThere(db: Queryable): Promise<boolean> {
  const isAlive = gt(recorders.seenAt, sql`now() - ${aliveSeconds} * interval '1 second'`);
  const rows = await db.select({ id: recorders.id }).from(recorders).where(isAlive).limit(1);
  return rows.length > 0;
}

/** Whether a recorder is there that would take another composition now. */
export async function hasRecorder(db: Queryable): Promise<boolean> {
  const [row] = await db.execute<{ free: number | null }>(sql`
    select sum(capacity)::int - (
      select count(*)::int from compositions where engine = 'browser' and state in ('waiting', 'starting', 'active')
    ) as free
    from recorders where seen_at > now() - ${aliveSeconds} * interval '1 second'`);
  return (row?.free ?? 0) > 0;
}
