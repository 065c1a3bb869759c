import { and, asc, gt, lte, notInArray, sql } from 'drizzle-orm';
import { AppError } from '../../../core/errors.ts';
import type { Database } from '../../../platform/db/client.ts';
import type { MeetingsDeps } from '../deps.ts';
import { lockMeeting } from '../repository.ts';
import { meetings } from '../tables.ts';
import { requireActive } from './require-active.ts';
import { isDue } from './state.ts';

type Deps = Pick<MeetingsDeps, 'db' | 'billing'>;

const batchSize = 100;

/** Begins every meeting whose time has come by then; any number of processes may. One that cannot be paid stays as it is. */
export async function activateDue(deps: Deps, now: Date, stopping?: AbortSignal): Promise<void> {
  let after = { scheduledAt: new Date(0), id: '' };
  // Each is asked once: one with many meetings that it cannot pay keeps nobody else's waiting.
  const unpaid = new Set<string>();
  for (;;) {
    const due = await findDue(deps.db, now, after, [...unpaid]);
    for (const { id, workspaceId } of due) {
      if (stopping?.aborted) return;
      if (!unpaid.has(workspaceId) && !(await activateOne(deps, id))) unpaid.add(workspaceId);
    }
    const last = due.at(-1);
    if (due.length < batchSize || last === undefined) return;
    after = last;
  }
}

async function findDue(db: Database, now: Date, after: { scheduledAt: Date; id: string }, unpaid: string[]) {
  const { id, scheduledAt, workspaceId } = meetings;
  const isNext = sql`(${scheduledAt}, ${id}) > (${after.scheduledAt.toISOString()}::timestamptz, ${after.id})`;
  const mayBePaid = unpaid.length > 0 ? notInArray(workspaceId, unpaid) : undefined;
  const rows = await db
    .select({ id, scheduledAt, workspaceId })
    .from(meetings)
    .where(and(sql`${meetings.status} = 'scheduled'`, lte(scheduledAt, now), isNext, mayBePaid))
    .orderBy(asc(scheduledAt), asc(id))
    .limit(batchSize);
  return rows.map((row) => ({ ...row, scheduledAt: row.scheduledAt ?? now }));
}

/** @returns false when there is nothing to pay it with. */
async function activateOne(deps: Deps, meetingId: string): Promise<boolean> {
  const activated = deps.db.transaction(async (tx) => {
    const meeting = await lockMeeting(tx, { meetingId });
    if (meeting && isDue(meeting, new Date())) await requireActive(tx, meeting, deps);
  });
  return activated.then(() => true, falseWhenUnpaid);
}

function falseWhenUnpaid(error: unknown): boolean {
  if (error instanceof AppError && error.code === 'insufficient-credits') return false;
  throw error;
}

/** When the first meeting after a time is to begin; null when none is. */
export async function findNextStart(db: Database, after: Date): Promise<Date | null> {
  const { scheduledAt } = meetings;
  const [row] = await db
    .select({ scheduledAt })
    .from(meetings)
    .where(and(sql`${meetings.status} = 'scheduled'`, gt(scheduledAt, after)))
    .orderBy(asc(scheduledAt))
    .limit(1);
  return row?.scheduledAt ?? null;
}
