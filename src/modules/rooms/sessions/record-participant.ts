import { and, eq, isNull, sql } from 'drizzle-orm';
import type { TrackInfo } from '@livekit/protocol';
import type { NewDomainEvent } from '../../../contracts/domain-events.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { emitEvents } from '../../../platform/outbox/emit-events.ts';
import { keepEarlyTrack, takeEarlyTracks, toTrackView } from './early-tracks.ts';
import { later, type ParticipantEvidence, type RoomEvidence, type Source } from './evidence.ts';
import { roomCreated, upsertRoomSession } from './record-room.ts';
import { roomEvent } from './session-events.ts';
import { participantSessions } from './tables.ts';

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
  const { news, isNew, closedAt } = await recordStay(tx, room, participant, source);
  await emitEvents(tx, news);
  if (isNew && closedAt) await recordParticipantLeft(tx, room, participant, { ...source, at: closedAt });
  return isNew && closedAt === null;
}

/** Notes that a person has left; their coming is noted too when we had not heard of it. */
export async function recordParticipantLeft(
  tx: Transaction,
  room: RoomEvidence,
  participant: ParticipantEvidence,
  source: Source,
): Promise<void> {
  const { news } = await recordStay(tx, room, participant, source);
  const [left] = await endStay(tx, participant, source);
  const data = { room: room.view, participant: participant.view };
  await emitEvents(tx, left ? [...news, roomEvent('participant_left', participant.sid, room, data, source)] : news);
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
  const data = { room: room.view, participant: participant.view, track: toTrackView(track) };
  await emitEvents(tx, [roomEvent('track_published', track.sid, room, data, source)]);
  return isNews;
}

/**
 * The same by LiveKit's webhook, which says neither when the person came nor their name: of somebody unknown it waits for
 * the news of their coming, that of their leaving, or a list.
 */
export async function recordTrackTold(
  tx: Transaction,
  room: RoomEvidence,
  participant: ParticipantEvidence,
  track: TrackInfo,
  source: Source,
): Promise<void> {
  const isKnown = (await tx.$count(participantSessions, eq(participantSessions.sid, participant.sid))) > 0;
  if (isKnown) await recordTrackPublished(tx, room, participant, track, source);
  else await keepEarlyTrack(tx, participant.sid, track, source.at);
}

interface Stay {
  /** What there is to tell of it, in order. */
  news: NewDomainEvent[];
  isNew: boolean;
  /** When the room was closed. */
  closedAt: Date | null;
}

/** Writes that somebody was seen in a room. Neither statement needs the other, so both go out at once. */
async function recordStay(tx: Transaction, room: RoomEvidence, participant: ParticipantEvidence, source: Source): Promise<Stay> {
  const [roomSession, isNew] = await Promise.all([
    upsertRoomSession(tx, room, source),
    upsertSession(tx, room, participant, source),
  ]);
  const data = { room: room.view, participant: participant.view };
  const joined = roomEvent('participant_joined', participant.sid, room, data, { ...source, at: participant.joinedAt });
  const early = isNew ? await takeEarlyTracks(tx, room, participant) : [];
  const news = [...(roomSession.isNew ? [roomCreated(room, source)] : []), ...(isNew ? [joined] : []), ...early];
  return { news, isNew, closedAt: roomSession.closedAt };
}

function endStay(tx: Transaction, { sid }: ParticipantEvidence, { at }: Source) {
  return tx
    .update(participantSessions)
    .set({ leftAt: sql`greatest(${participantSessions.joinedAt}, ${at.toISOString()}::timestamptz)` })
    .where(and(eq(participantSessions.sid, sid), isNull(participantSessions.leftAt)))
    .returning({ sid: participantSessions.sid });
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
