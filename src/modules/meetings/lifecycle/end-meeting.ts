import { and, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import { emitEvents } from '../../../platform/outbox/emit-events.ts';
import { chargeMeeting, type MeetingCharge } from '../../billing/index.ts';
import { endRoom } from '../../rooms/index.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Tell } from '../events/change-meeting.ts';
import { gatewayProcesses, gatewayStays, type Meeting, meetingPeople, meetings } from '../tables.ts';
import { meetingEvent } from './meeting-events.ts';
import { readPresences, unseenSeconds } from './read-presences.ts';
import { statusAfter } from './state.ts';
import { usageOf } from './usage-view.ts';

/**
 * Ends a meeting, or cancels one that has not begun, and charges it, in the transaction that holds its row's lock: nobody
 * comes in any more, whatever token they hold or will be given. One that is over stays as it is. Call `closeRooms` after
 * the commit: until then LiveKit has not heard of it.
 */
export async function endMeeting(
  tx: Transaction,
  { billing }: Pick<MeetingsDeps, 'billing'>,
  meeting: Meeting,
  reason: string,
  tell: Tell,
): Promise<Meeting> {
  const status = statusAfter(meeting.status, 'end');
  if (status === null) return meeting;
  const endedAt = new Date();
  const used = status === 'ended' ? await charge(tx, billing, meeting, endedAt) : null;
  const [over] = await tx
    .update(meetings)
    .set({
      status,
      endedAt,
      hasOpenRooms: status === 'ended',
      emptySince: null,
      emptyCheckedAt: null,
      breakoutsCloseAt: null,
      ...(used && { durationMs: used.durationMs, peakParticipants: used.peak, cost: used.cost }),
    })
    .where(eq(meetings.id, meeting.id))
    .returning();
  if (!over) throw new Error('The meeting is gone.');
  await endRoom(tx, { workspaceId: meeting.workspaceId, roomId: meeting.id });
  await sendEverybodyOut(tx, over, reason, tell);
  if (used) await emitEvents(tx, [meetingEvent('meeting_ended', over, endedAt, { title: over.title, ...usageOf(over) })]);
  return over;
}

async function charge(tx: Transaction, billing: MeetingsDeps['billing'], meeting: Meeting, now: Date): Promise<MeetingCharge> {
  const { id: meetingId, workspaceId, title, isGuest } = meeting;
  const intervals = await readPresences(tx, meeting, now);
  return chargeMeeting(tx, { workspaceId, meetingId, title, intervals, isGuest }, billing);
}

async function sendEverybodyOut(tx: Transaction, { id, endedAt }: Meeting, reason: string, tell: Tell): Promise<void> {
  const isTheirs = eq(meetingPeople.meetingId, id);
  const denied = await tx
    .update(meetingPeople)
    .set({ state: 'denied' })
    .where(and(isTheirs, eq(meetingPeople.state, 'waiting')))
    .returning({ waitingId: meetingPeople.waitingId });
  for (const { waitingId } of denied) {
    tell({ type: 'waiting-room:denied', audience: `waiting:${waitingId}`, data: { message: 'The meeting is over.' } });
  }
  const { presentSince, seatUntil } = meetingPeople;
  await tx
    .update(meetingPeople)
    .set({ presentSince: null, seatUntil: null, heldUntil: null, isHandRaised: false, isScreenSharing: false })
    .where(and(isTheirs, or(isNotNull(presentSince), gt(seatUntil, sql`now()`))));
  await tx.update(gatewayStays).set({ leftAt: endOfStay(endedAt ?? new Date()) }).where(and(eq(gatewayStays.meetingId, id), isNull(gatewayStays.leftAt)));
  tell({ type: 'meeting:ended', audience: 'everybody', data: { reason } });
}

/** What it is charged by: one whose process has died has ended with that. */
function endOfStay(endedAt: Date) {
  const { id, seenAt } = gatewayProcesses;
  const at = sql`${endedAt.toISOString()}::timestamptz`;
  const isDead = sql`${id} = ${gatewayStays.processId} and ${seenAt} < ${at} - ${unseenSeconds} * interval '1 second'`;
  return sql`greatest(${gatewayStays.joinedAt}, coalesce((select ${seenAt} from ${gatewayProcesses} where ${isDead}), ${at}))`;
}
