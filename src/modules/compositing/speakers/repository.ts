import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { withoutNul } from '../../../core/without-nul.ts';
import type { Database, Queryable } from '../../../platform/db/client.ts';
import { type Composition, compositions, compositionSpeakers as table } from '../tables.ts';
import type { SpokenInterval } from './speaker-log.ts';

/** After PostgreSQL was away, there may be many. */
const batchSize = 1_000;

/** Keeps what a recorder heard of who speaks, unless the composition is no longer its own: then nobody would remove it. */
export async function storeSpeakers(
  db: Database,
  { id, holder }: Pick<Composition, 'id'> & { holder: string },
  intervals: readonly SpokenInterval[],
): Promise<void> {
  if (intervals.length === 0) return;
  await db.transaction(async (tx) => {
    const isOurs = and(eq(compositions.id, id), eq(compositions.holder, holder), inArray(compositions.state, ['starting', 'active']));
    const [ours] = await tx.select({ id: compositions.id }).from(compositions).where(isOurs).for('share');
    if (!ours) return;
    const target = [table.compositionId, table.fromMs, table.identity];
    for (let i = 0; i < intervals.length; i += batchSize) {
      const rows = intervals.slice(i, i + batchSize).map((interval) => ({ ...withoutNul(interval), compositionId: id }));
      await tx.insert(table).values(rows).onConflictDoUpdate({ target, set: { toMs: sql`excluded.to_ms` } });
    }
  });
}

/** Who spoke when in a recording of ours, in order; nobody in one that LiveKit's egress made. */
export async function findSpeakers(db: Queryable, compositionId: string): Promise<SpokenInterval[]> {
  const { identity, name, fromMs, toMs } = table;
  const isIts = eq(table.compositionId, compositionId);
  return db.select({ identity, name, fromMs, toMs }).from(table).where(isIts).orderBy(asc(fromMs), asc(identity));
}

/** When the file is deleted. */
export async function forgetSpeakers(db: Queryable, compositionId: string): Promise<void> {
  await db.delete(table).where(eq(table.compositionId, compositionId));
}
