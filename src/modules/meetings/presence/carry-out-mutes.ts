import { and, eq, isNull } from 'drizzle-orm';
import { AppError, ignoreNotFound } from '../../../core/errors.ts';
import { findMeetingStays, muteParticipant } from '../../rooms/index.ts';
import type { MeetingsDeps } from '../deps.ts';
import { type MeetingMute, meetingMutes } from './tables.ts';

type Deps = Pick<MeetingsDeps, 'db' | 'livekit'>;

/** Has LiveKit mute what was decided to be muted of somebody. What fails stays, for the next sweep. */
export async function carryOutMutes(deps: Deps, meetingId: string, participantId: string): Promise<void> {
  const isTheirs = and(eq(meetingMutes.meetingId, meetingId), eq(meetingMutes.participantId, participantId));
  const mutes = await deps.db.select().from(meetingMutes).where(isTheirs);
  for (const mute of mutes) await carryOut(deps, mute);
}

async function carryOut({ db, livekit }: Deps, { id, workspaceId, meetingId, participantId, trackSid }: MeetingMute): Promise<void> {
  const stays = await findMeetingStays(db, { workspaceId, meetingId, identity: participantId, isOpen: true });
  // Whom LiveKit has not told of yet may be in the main room.
  const rooms = new Set([...stays.map(({ roomId }) => roomId), ...(trackSid === null ? [meetingId] : [])]);
  for (const roomId of rooms) {
    const change = { ...(trackSid === null ? {} : { trackSid }), muted: true };
    // They have left, or the track has ended.
    await muteParticipant(livekit, { workspaceId, roomId }, participantId, change).catch(ignoreGone);
  }
  await db.delete(meetingMutes).where(eq(meetingMutes.id, id));
}

/** LiveKit also says in this way that a track cannot be muted, such as one that is just ending. */
function ignoreGone(error: unknown): void {
  if (error instanceof AppError && error.code === 'conflict') return;
  ignoreNotFound(error);
}

/** Forgets that somebody's audio is to be muted: they have just unmuted themselves. */
export function mutesOfAudio(meetingId: string, participantId: string) {
  return and(eq(meetingMutes.meetingId, meetingId), eq(meetingMutes.participantId, participantId), isNull(meetingMutes.trackSid));
}
