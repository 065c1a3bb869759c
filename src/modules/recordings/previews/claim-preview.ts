import { and, eq, lt, sql } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import { isOneOf } from '../../../platform/db/is-one-of.ts';
import { type PreviewTask, recordingPreviews as table } from './tables.ts';

const leaseSeconds = 30;
/** Also counts those in which the process was killed: a file may be what kills it. */
const maxTries = 3;

const soon = (seconds: number) => sql`now() + ${seconds} * interval '1 second'`;
const isDue = lt(table.leaseUntil, sql`now()`);

/** Takes a file that waits, or whose holder is no longer heard of; null when there is none. Gives up those tried in vain. */
export async function claimPreview(db: Database, holder: string): Promise<PreviewTask | null> {
  await db.delete(table).where(and(isDue, sql`${table.tries} >= ${maxTries}`));
  const next = db
    .select({ id: table.recordingId })
    .from(table)
    .where(isDue)
    .orderBy(table.leaseUntil)
    .limit(1)
    .for('update', { skipLocked: true });
  const [task] = await db
    .update(table)
    .set({ holder, leaseUntil: soon(leaseSeconds), tries: sql`${table.tries} + 1` })
    .where(isOneOf(table.recordingId, next))
    .returning();
  return task ?? null;
}

export async function renewPreview(db: Database, task: PreviewTask): Promise<void> {
  await db.update(table).set({ leaseUntil: soon(leaseSeconds) }).where(isOurs(task));
}

/** Leaves a file to the next try, in some seconds. */
export async function releasePreview(db: Database, task: PreviewTask, isOurFault: boolean): Promise<void> {
  const tries = isOurFault ? sql`${table.tries} - 1` : table.tries;
  await db.update(table).set({ holder: null, leaseUntil: soon(isOurFault ? 5 : 10), tries }).where(isOurs(task));
}

function isOurs({ recordingId, holder }: PreviewTask) {
  return and(eq(table.recordingId, recordingId), eq(table.holder, holder ?? ''));
}
