import { type RemoteTrackPublication, type Room, Track, VideoQuality } from 'livekit-client';
import type { Tile } from './compose-scene.ts';
import { isSomebody } from './person.ts';

/** Of how many people without a place the smallest picture is received, to be there at once when they get one. */
const MOST_UNSEEN = 12;

export interface Wishes {
  tiles: Tile[];
  audioOnly: boolean;
  framesPerSecond: number;
}

/** Receives everybody's sound, and pictures no larger than their tiles. Call it whenever the room or the tiles changed. */
export function subscribe(room: Room, { tiles, audioOnly, framesPerSecond }: Wishes): void {
  let unseen = 0;
  for (const publication of publicationsOf(room)) {
    if (publication.kind === Track.Kind.Audio) {
      want(publication, true);
      continue;
    }
    const tile = tiles.find(({ sid }) => sid === publication.trackSid);
    if (!tile) unseen += 1;
    want(publication, !audioOnly && (tile !== undefined || unseen <= MOST_UNSEEN));
    if (!publication.isSubscribed) continue;
    publication.setVideoFPS(framesPerSecond);
    if (tile) publication.setVideoDimensions({ width: tile.rectangle.width, height: tile.rectangle.height });
    else publication.setVideoQuality(VideoQuality.LOW);
  }
}

function publicationsOf(room: Room): RemoteTrackPublication[] {
  const somebody = [...room.remoteParticipants.values()].filter(isSomebody);
  return somebody.flatMap((participant) => [...participant.trackPublications.values()]);
}

function want(publication: RemoteTrackPublication, wanted: boolean): void {
  if (publication.isDesired !== wanted) publication.setSubscribed(wanted);
}
