import { eq } from 'drizzle-orm';
import { ignoreNotFound } from '../../../core/errors.ts';
import { newId } from '../../../core/ids.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { expelIn, findMeetingStays } from '../../rooms/index.ts';
import { countFreeSeats } from '../admission/seats.ts';
import { followBreakoutStays } from '../breakouts/follow-stays.ts';
import type { MeetingsDeps } from '../deps.ts';
import { changeMeeting, type Tell } from '../events/change-meeting.ts';
import { findPerson, type PersonWithSeat, updatePerson } from '../people/repository.ts';
import { type Meeting, meetingPeople } from '../tables.ts';
import { carryOutMutes } from './carry-out-mutes.ts';
import { leaveAtOnce, refreshPresence } from './refresh-presence.ts';
import { meetingMutes, type MeetingSighting, meetingSightings, type SeenTrack } from './tables.ts';

/** Takes what LiveKit told of a meeting's people into the meeting, and mutes whoever is to be muted when they join. */
export async function takeInSightings(deps: Pick<MeetingsDeps, 'db' | 'fanout' | 'livekit'>, meetingId: string): Promise<void> {
  const toMute = await changeMeeting(deps, { meetingId }, async (tx, meeting, tell) => {
    const seen = await tx.delete(meetingSightings).where(eq(meetingSightings.meetingId, meetingId)).returning();
    const inOrder = seen.toSorted((a, b) => a.seq - b.seq);
    await refreshPresence(tx, meeting, tell, await letIn(tx, meeting, tell, inOrder));
    await followBreakoutStays(tx, meeting, tell, inOrder);
    return muteNewTracks(tx, meeting, tell, inOrder);
  }).catch(nobody);
  for (const participantId of toMute) await carryOutMutes(deps, meetingId, participantId);
}

/** The meeting was deleted. */
function nobody(error: unknown): string[] {
  ignoreNotFound(error);
  return [];
}

/**
 * Makes those known who came by a token that no join gave them, and puts those out again whose seat was held too short
 * for them and has been taken.
 * @returns everybody who was seen.
 */
async function letIn(tx: Transaction, meeting: Meeting, tell: Tell, seen: readonly MeetingSighting[]): Promise<string[]> {
  const people = new Map(seen.map((sighting) => [sighting.participantId, sighting]));
  for (const sighting of people.values()) {
    const { participantId, name, role } = sighting;
    const known = await findPerson(tx, meeting.id, participantId);
    if (known?.hasSeat || known?.state === 'denied' || known?.state === 'kicked' || meeting.status !== 'active') continue;
    const stays = await findMeetingStays(tx, { workspaceId: meeting.workspaceId, meetingId: meeting.id, identity: participantId });
    const isThere = stays.some(({ leftAt }) => leftAt === null);
    // Who was there counts, though late news may be of somebody who has left since.
    if (!known && stays.length > 0) {
      await tx.insert(meetingPeople).values({ meetingId: meeting.id, participantId, name, role, state: 'admitted' });
    }
    if (!isThere) continue;
    if (known) await updatePerson(tx, known, { state: 'admitted' });
    if ((await countFreeSeats(tx, meeting)) < 1) await putOut(tx, meeting, tell, sighting);
    else await refreshPresence(tx, meeting, tell, [participantId]);
  }
  return [...people.keys()];
}

/** Every seat is taken: they may join again when one is free. */
async function putOut(tx: Transaction, meeting: Meeting, tell: Tell, { participantId: identity, roomId }: MeetingSighting): Promise<void> {
  const roomIds = [...new Set([meeting.id, roomId])];
  await expelIn(tx, { workspaceId: meeting.workspaceId, roomIds, identity, before: Date.now() });
  await leaveAtOnce(tx, meeting, tell, identity);
}

/** @returns who is to be muted. */
async function muteNewTracks(tx: Transaction, meeting: Meeting, tell: Tell, seen: readonly MeetingSighting[]): Promise<string[]> {
  const toMute = new Set<string>();
  for (const { participantId, track } of seen) {
    const person = track && (await findPerson(tx, meeting.id, participantId));
    if (!person || person.state !== 'admitted' || person.presentSince === null) continue;
    if (await takeInTrack(tx, meeting, tell, person, track)) toMute.add(participantId);
  }
  return [...toMute];
}

/** @returns whether the track is to be muted: the first of its kind that somebody ever published here. */
async function takeInTrack(tx: Transaction, meeting: Meeting, tell: Tell, person: PersonWithSeat, track: SeenTrack): Promise<boolean> {
  const { participantId, hadAudio, hadVideo } = person;
  const kind = kindOf(track);
  const mustBeMuted = (kind === 'audio' && meeting.muteOnJoin && !hadAudio) || (kind === 'video' && meeting.videoOffOnJoin && !hadVideo);
  const change = changeBy(kind, mustBeMuted);
  await updatePerson(tx, person, { ...change, ...(kind === 'audio' ? { hadAudio: true } : {}), ...(kind === 'video' ? { hadVideo: true } : {}) });
  tell({ type: 'participant:updated', audience: 'everybody', data: { participantId, ...change } });
  if (!mustBeMuted) return false;
  const { id: meetingId, workspaceId } = meeting;
  await tx.insert(meetingMutes).values({ id: newId('mute'), meetingId, workspaceId, participantId, trackSid: track.sid });
  return true;
}

function kindOf({ type, source }: SeenTrack): 'audio' | 'video' | 'screen' | 'none' {
  if (source === 'SCREEN_SHARE') return 'screen';
  if (source === 'SCREEN_SHARE_AUDIO') return 'none';
  if (type === 'AUDIO') return 'audio';
  return type === 'VIDEO' ? 'video' : 'none';
}

function changeBy(kind: ReturnType<typeof kindOf>, isMuted: boolean) {
  if (kind === 'audio') return { isMuted };
  if (kind === 'video') return { isVideoOff: isMuted };
  return kind === 'screen' ? { isScreenSharing: true } : {};
}
