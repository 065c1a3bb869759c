import { type ParticipantInfo, type TrackInfo, TrackType } from '@livekit/protocol';
import { ignoreNotFound, notFound } from '../../core/errors.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import { toLivekitRoom } from '../../platform/livekit/room-names.ts';
import { getParticipant } from './get-participant.ts';
import { listParticipants } from './list-participants.ts';
import type { Place } from './repository.ts';

/** Mutes or unmutes one track of a person, or all their audio when no track is named. A 404 when it is not there. */
export async function muteParticipant(
  livekit: Livekit,
  place: Place,
  identity: string,
  change: { trackSid?: string; muted: boolean },
): Promise<void> {
  const participant = await getParticipant(livekit, place, identity);
  if (change.trackSid === undefined) return muteTracks(livekit, place, [participant], change.muted);
  const track = participant.tracks.find(({ sid }) => sid === change.trackSid);
  if (!track) throw notFound('Track');
  await setMuted(livekit, place, identity, track, change.muted);
}

/** Mutes the audio of everybody in a room but those whose identity is excepted. A 404 when the room is not open. */
export async function muteAll(livekit: Livekit, place: Place, except: ReadonlySet<string>): Promise<void> {
  const everybody = await listParticipants(livekit, place);
  await muteTracks(livekit, place, everybody.filter(({ identity }) => !except.has(identity)), true);
}

/** Whoever left in the meantime is quiet anyway. */
async function muteTracks(livekit: Livekit, place: Place, people: ParticipantInfo[], muted: boolean): Promise<void> {
  const changes = people.flatMap(({ identity, tracks }) =>
    tracks
      .filter((track) => track.type === TrackType.AUDIO && track.muted !== muted)
      .map((track) => setMuted(livekit, place, identity, track, muted).catch(ignoreNotFound)),
  );
  await Promise.all(changes);
}

async function setMuted(livekit: Livekit, place: Place, identity: string, track: TrackInfo, muted: boolean): Promise<void> {
  const room = toLivekitRoom(place.workspaceId, place.roomId);
  await livekit.inRoom(room, 'Track', (client) => client.mutePublishedTrack(room, identity, track.sid, muted));
}
