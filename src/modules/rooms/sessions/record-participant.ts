import { and, eq, isNull, sql } from 'drizzle-orm';
import type { TrackInfo } from '@livekit/protocol';
import type { Transaction } from '../../../platform/db/client.ts';
import { emitEvents } from '../../../platform/outbox/emit-events.ts';
import { later, type ParticipantEvidence, type RoomEvidence, type Source } from './evidence.ts';
import { recordRoomOpen } from './record-room.ts';
import { roomEvent } from './session-events.ts';
import { participantSessions, roomSessions } from './tables.ts';

/**
 * Notes that a person is in a room. Who has left stays away: a later stay has another sid.
 * @returns whether this is news and they are there now.
 */
export async function recordParticipantJoined(
  tx: Transaction,
  room: RoomEvidence,
  participant: ParticipantEvidence,
  source: Source,
): Promise<boolean> {
  await recordRoomOpen(tx, room, source);
  const isNew = await upsertSession(tx, room, participant, source);
  if (!isNew) return false;
  const data = { room: room.view, participant: participant.view };
  const joined = { ...source, at: participant.joinedAt };
  await emitEvents(tx, [roomEvent('participant_joined', participant.sid, room, data, joined)]);
  const closedAt = await findClosedAt(tx, room.sid);
  if (closedAt) await recordParticipantLeft(tx, room, participant, { ...source, at: closedAt });
  return closedAt === null;
}

/** Notes that a person has left; their coming is noted too when we had not heard of it. */
export async function recordParticipantLeft(
  tx: Transaction,
  room: RoomEvidence,
  participant: ParticipantEvidence,
  source: Source,
): Promise<void> {
  await recordRoomOpen(tx, room, source);
  const isNew = await upsertSession(tx, room, participant, source);
  const data = { room: room.view, participant: participant.view };
  const joined = { ...source, at: participant.joinedAt };
  if (isNew) await emitEvents(tx, [roomEvent('participant_joined', participant.sid, room, data, joined)]);
  const [left] = await tx
    .update(participantSessions)
    .set({ leftAt: sql`greatest(${participantSessions.joinedAt}, ${source.at.toISOString()}::timestamptz)` })
    .where(and(eq(participantSessions.sid, participant.sid), isNull(participantSessions.leftAt)))
    .returning({ sid: participantSessions.sid });
  if (left) await emitEvents(tx, [roomEvent('participant_left', participant.sid, room, data, source)]);
}

/** Notes that a person, who is therefore there, has published a track. */
export async function recordTrackPublished(
  tx: Transaction,
  room: RoomEvidence,
  participant: ParticipantEvidence,
  track: TrackInfo,
  source: Source,
): Promise<boolean> {
  const isNews = await recordParticipantJoined(tx, room, participant, source);
  const view = track.toJson({ emitDefaultValues: true });
  const data = { room: room.view, participant: participant.view, track: view };
  await emitEvents(tx, [roomEvent('track_published', track.sid, room, data, source)]);
  return isNews;
}

async function upsertSession(
  tx: Transaction,
  room: RoomEvidence,
  { sid, identity, name, joinedAt }: ParticipantEvidence,
  source: Source,
): Promise<boolean> {
  const { workspaceId, roomId } = room;
  const seenAt = later(joinedAt, source.at);
  const [row] = await tx
    .insert(participantSessions)
    .values({ sid, roomSid: room.sid, workspaceId, roomId, identity, name, joinedAt, seenAt })
    .onConflictDoUpdate({
      target: participantSessions.sid,
      set: { seenAt: sql`greatest(${participantSessions.seenAt}, excluded.seen_at)`, missingSince: null },
    })
    .returning({ isNew: sql<boolean>`xmax = 0` });
  return row?.isNew ?? false;
}

async function findClosedAt(tx: Transaction, roomSid: string): Promise<Date | null> {
  const [row] = await tx.select({ closedAt: roomSessions.closedAt }).from(roomSessions).where(eq(roomSessions.sid, roomSid));
  return row?.closedAt ?? null;
}
