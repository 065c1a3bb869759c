import type { TrackInfo } from '@livekit/protocol';
import { eq, sql } from 'drizzle-orm';
import type { NewDomainEvent } from '../../../contracts/domain-events.ts';
import { withoutNul } from '../../../core/without-nul.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import type { ParticipantEvidence, RoomEvidence } from './evidence.ts';
import { roomEvent } from './session-events.ts';
import { earlyTracks } from './tables.ts';

/** What is told of a track, with LiveKit's names. */
export function toTrackView(track: TrackInfo) {
  return track.toJson({ emitDefaultValues: true }) as Record<string, unknown>;
}

/** Keeps the news of a track until there is news of who published it. */
export async function keepEarlyTrack(tx: Transaction, participantSid: string, track: TrackInfo, at: Date): Promise<void> {
  // Of whom nothing was heard for a day, nothing will be.
  await tx.delete(earlyTracks).where(sql`${earlyTracks.at} < now() - interval '1 day'`);
  const row = { sid: track.sid, participantSid, track: withoutNul(toTrackView(track)), at };
  await tx.insert(earlyTracks).values(row).onConflictDoNothing();
}

/** What was kept of somebody, to be told now that they are known. */
export async function takeEarlyTracks(tx: Transaction, room: RoomEvidence, participant: ParticipantEvidence): Promise<NewDomainEvent[]> {
  const kept = await tx.delete(earlyTracks).where(eq(earlyTracks.participantSid, participant.sid)).returning();
  return kept.map(({ sid, track, at }) => {
    const data = { room: room.view, participant: participant.view, track };
    return roomEvent('track_published', sid, room, data, { at, isReconciled: false });
  });
}
