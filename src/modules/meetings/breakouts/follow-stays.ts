import type { Transaction } from '../../../platform/db/client.ts';
import { findMeetingStays } from '../../rooms/index.ts';
import type { Tell } from '../events/change-meeting.ts';
import type { Meeting } from '../tables.ts';
import { roomOfBreakout } from '../../../contracts/meetings.ts';
import { moveVisitor, tellOccupants } from './move-visitor.ts';
import { findBreakoutOf, findOpen } from './repository.ts';
import type { Breakout } from './tables.ts';

/** Somebody whom LiveKit saw come to or leave a room of a meeting. */
export interface SeenInRoom {
  participantId: string;
  name: string;
  roomId: string;
}

/**
 * Notes who is in which breakout as LiveKit says it, whatever they had asked for, and tells of what is news. Late and
 * repeated news do no harm: what counts is where they are now. The transaction must hold the meeting's row.
 */
export async function followBreakoutStays(tx: Transaction, meeting: Meeting, tell: Tell, seen: readonly SeenInRoom[]): Promise<void> {
  const elsewhere = seen.filter(({ roomId }) => roomId !== meeting.id);
  if (elsewhere.length === 0) return;
  const open = await findOpen(tx, meeting);
  let hasChanged = false;
  for (const sighting of elsewhere) if (await follow(tx, meeting, tell, open, sighting)) hasChanged = true;
  if (hasChanged) await tellOccupants(tx, meeting, tell);
}

async function follow(tx: Transaction, meeting: Meeting, tell: Tell, open: Breakout[], { participantId, name, roomId }: SeenInRoom): Promise<boolean> {
  const { id: meetingId, workspaceId } = meeting;
  const idOf = new Map(open.map(({ id }) => [roomOfBreakout(meetingId, id), id]));
  const stays = await findMeetingStays(tx, { workspaceId, meetingId, identity: participantId, isOpen: true });
  const isIn = stays.map((stay) => idOf.get(stay.roomId)).findLast((id) => id !== undefined);
  if (isIn !== undefined) return moveVisitor(tx, meeting, tell, { participantId, name }, isIn);
  // They have left the one that they were in, and not another one before they went to it.
  const was = await findBreakoutOf(tx, meetingId, participantId);
  return was !== null && was === idOf.get(roomId) && moveVisitor(tx, meeting, tell, { participantId, name }, null);
}
