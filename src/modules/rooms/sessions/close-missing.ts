import { and, isNotNull, isNull, lt, notInArray, sql } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import { emitEvents } from '../../../platform/outbox/emit-events.ts';
import { closeRoomSession } from './record-room.ts';
import { roomEvent } from './session-events.ts';
import { participantSessions, roomSessions } from './tables.ts';

/**
 * Closes what two lists in a row lacked, at the time it was last seen. One list alone proves nothing, nor does one that
 * was begun before the last evidence: LiveKit's lists lag.
 * @param listedAt when the list of LiveKit was begun.
 */
export async function closeMissing(tx: Transaction, listedAt: Date, roomSids: string[], participantSids: string[]): Promise<void> {
  await closeMissingParticipants(tx, listedAt, participantSids);
  await closeMissingRooms(tx, listedAt, roomSids);
}

async function closeMissingParticipants(tx: Transaction, listedAt: Date, present: string[]): Promise<void> {
  const table = participantSessions;
  const isAbsent = and(isNull(table.leftAt), lt(table.seenAt, listedAt), absentFrom(table.sid, present));
  const left = await tx
    .update(table)
    .set({ leftAt: table.seenAt })
    .where(and(isAbsent, isNotNull(table.missingSince), lt(table.missingSince, listedAt)))
    .returning();
  await tx.update(table).set({ missingSince: listedAt }).where(and(isAbsent, isNull(table.missingSince)));
  await emitEvents(
    tx,
    left.map(({ sid, identity, name, seenAt, ...room }) =>
      roomEvent('participant_left', sid, room, { participant: { sid, identity, name } }, { at: seenAt, isReconciled: true }),
    ),
  );
}

async function closeMissingRooms(tx: Transaction, listedAt: Date, present: string[]): Promise<void> {
  const table = roomSessions;
  const isAbsent = and(isNull(table.closedAt), lt(table.seenAt, listedAt), absentFrom(table.sid, present));
  const gone = await tx
    .select()
    .from(table)
    .where(and(isAbsent, isNotNull(table.missingSince), lt(table.missingSince, listedAt)))
    .for('update');
  for (const { sid, workspaceId, roomId, seenAt } of gone) {
    const data = { room: { sid, name: roomId } };
    await closeRoomSession(tx, { sid, workspaceId, roomId }, data, { at: seenAt, isReconciled: true });
  }
  await tx.update(table).set({ missingSince: listedAt }).where(and(isAbsent, isNull(table.missingSince)));
}

function absentFrom(column: typeof roomSessions.sid | typeof participantSessions.sid, present: string[]) {
  return present.length > 0 ? notInArray(column, present) : sql`true`;
}
