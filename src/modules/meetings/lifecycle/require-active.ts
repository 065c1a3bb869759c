import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import { emitEvents } from '../../../platform/outbox/emit-events.ts';
import { assertCanCreate } from '../../billing/index.ts';
import { requireStarted } from '../admission/refusals.ts';
import type { MeetingsDeps } from '../deps.ts';
import { type Meeting, meetings } from '../tables.ts';
import { meetingEvent } from './meeting-events.ts';
import { isDue } from './state.ts';

/**
 * The meeting as it is held, in the transaction that holds its row's lock. One whose time has come begins, also when
 * nobody was there to begin it then. Throws a 409 with `scheduledAt` before it has begun, a 402 when there is nothing to
 * pay it with, and a 410 when it is over.
 */
export async function requireActive(tx: Transaction, meeting: Meeting, { billing }: Pick<MeetingsDeps, 'billing'>): Promise<Meeting> {
  if (!isDue(meeting, new Date())) {
    requireStarted(meeting);
    return meeting;
  }
  await assertCanCreate(tx, meeting.workspaceId, billing);
  return activate(tx, meeting);
}

/** It began when it was scheduled to, whenever that was noticed. */
async function activate(tx: Transaction, { id, scheduledAt }: Meeting): Promise<Meeting> {
  const startedAt = scheduledAt ?? new Date();
  const [meeting] = await tx.update(meetings).set({ status: 'active', startedAt }).where(eq(meetings.id, id)).returning();
  if (!meeting) throw new Error('The meeting is gone.');
  await emitEvents(tx, [meetingEvent('meeting_started', meeting, startedAt)]);
  return meeting;
}

/** The PostgreSQL channel that says, after the commit, that the times of meetings have changed. */
export const clockChannel = 'plenum_meetings';

/** Has the clock look at the times of meetings again when the transaction is committed. */
export async function wakeClock(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_notify(${clockChannel}, '')`);
}
