import { and, eq, isNull, sql } from 'drizzle-orm';
import type { NewDomainEvent } from '../../../contracts/domain-events.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { emitEvents } from '../../../platform/outbox/emit-events.ts';
import { later, type RoomEvidence, type Source } from './evidence.ts';
import { roomEvent } from './session-events.ts';
import { participantSessions, roomSessions } from './tables.ts';

/** Notes that a room is open. A room that was closed stays closed: late news of it change nothing. */
export async function recordRoomOpen(tx: Transaction, room: RoomEvidence, source: Source): Promise<void> {
  const { isNew } = await upsertRoomSession(tx, room, source);
  if (isNew) await emitEvents(tx, [roomCreated(room, source)]);
}

/** Writes that a room was seen. @returns whether it is news, and when it was closed. */
export async function upsertRoomSession(
  tx: Transaction,
  { sid, workspaceId, roomId, openedAt }: RoomEvidence,
  source: Source,
): Promise<{ isNew: boolean; closedAt: Date | null }> {
  const [row] = await tx
    .insert(roomSessions)
    .values({ sid, workspaceId, roomId, openedAt, seenAt: later(openedAt, source.at) })
    .onConflictDoUpdate({
      target: roomSessions.sid,
      set: { seenAt: sql`greatest(${roomSessions.seenAt}, excluded.seen_at)`, missingSince: null },
    })
    .returning({ isNew: sql<boolean>`xmax = 0`, closedAt: roomSessions.closedAt });
  return row ?? { isNew: false, closedAt: null };
}

export function roomCreated(room: RoomEvidence, source: Source): NewDomainEvent {
  return roomEvent('room_created', room.sid, room, { room: room.view }, { ...source, at: room.openedAt });
}

/** Notes that a room has closed, and with it that everybody in it has left. */
export async function recordRoomClosed(tx: Transaction, room: RoomEvidence, source: Source): Promise<void> {
  await recordRoomOpen(tx, room, source);
  await closeRoomSession(tx, room, { room: room.view }, source);
}

/** Closes an open room session at `source.at`; one that is closed already stays as it was. */
export async function closeRoomSession(
  tx: Transaction,
  room: Pick<RoomEvidence, 'sid' | 'workspaceId' | 'roomId'>,
  data: Record<string, unknown>,
  source: Source,
): Promise<void> {
  const left = await tx
    .update(participantSessions)
    .set({ leftAt: sql`greatest(${participantSessions.joinedAt}, ${source.at.toISOString()}::timestamptz)` })
    .where(and(eq(participantSessions.roomSid, room.sid), isNull(participantSessions.leftAt)))
    .returning({ sid: participantSessions.sid, identity: participantSessions.identity, name: participantSessions.name });
  const [closed] = await tx
    .update(roomSessions)
    .set({ closedAt: sql`greatest(${roomSessions.openedAt}, ${source.at.toISOString()}::timestamptz)` })
    .where(and(eq(roomSessions.sid, room.sid), isNull(roomSessions.closedAt)))
    .returning({ sid: roomSessions.sid });
  await emitEvents(tx, [
    ...left.map((participant) => roomEvent('participant_left', participant.sid, room, { ...data, participant }, source)),
    ...(closed ? [roomEvent('room_closed', room.sid, room, data, source)] : []),
  ]);
}
