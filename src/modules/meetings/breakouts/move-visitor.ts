import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import type { Speaker } from '../change-active.ts';
import type { Tell } from '../events/change-meeting.ts';
import { type Meeting, meetingPeople } from '../tables.ts';
import { readBreakouts } from './breakout-view.ts';
import { holdSeats } from './hold-seats.ts';
import { deleteVisitor, findBreakoutOf, upsertVisitor } from './repository.ts';

/**
 * Notes in which breakout somebody is from now on, null for the main room, and tells those whom they leave and whom they
 * join. The transaction must hold the meeting's row.
 * @returns whether that is news.
 */
export async function moveVisitor(tx: Transaction, { id: meetingId }: Meeting, tell: Tell, { participantId, name }: Speaker, to: string | null): Promise<boolean> {
  const from = await findBreakoutOf(tx, meetingId, participantId);
  if (from === to) return false;
  if (to === null) await deleteVisitor(tx, meetingId, participantId);
  else await upsertVisitor(tx, { meetingId, participantId, name, breakoutId: to });
  await holdSeats(tx, and(eq(meetingPeople.meetingId, meetingId), eq(meetingPeople.participantId, participantId)));
  if (from !== null) tell({ type: 'breakout:participant-left', audience: `breakout:${from}`, data: { participantId, roomId: from } });
  if (to !== null) tell({ type: 'breakout:participant-joined', audience: `breakout:${to}`, data: { participantId, name, roomId: to } });
  return true;
}

/** Tells the hosts who is in which breakout now. */
export async function tellOccupants(tx: Transaction, meeting: Meeting, tell: Tell): Promise<void> {
  tell({ type: 'breakout:updated', audience: 'hosts', data: await readBreakouts(tx, meeting) });
}
