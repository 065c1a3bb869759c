import { forbidden } from '../../core/errors.ts';
import { type BroadcastKind, forgetBroadcast, noteBroadcast, requireHost } from '../../modules/meetings/index.ts';
import { startRecording, stopRecording } from '../../modules/recordings/index.ts';
import { createRoom, type Place } from '../../modules/rooms/index.ts';
import { startStream, stopStream } from '../../modules/streams/index.ts';
import type { Gateway } from '../gateway.ts';
import type { Peer } from '../sockets/peer.ts';
import { callerOf, seatOf } from '../sockets/caller.ts';
import type { Handlers } from './handler.ts';

type Broadcast = 'recording:broadcast-started' | 'recording:broadcast-stopped' | 'stream:start' | 'stream:stop';

/** What POST …/recording/start takes when nothing is said. */
const picture = { layout: 'grid', audioOnly: false, width: 1280, height: 720 } as const;

/** What a host has go out of the meeting. Everybody is told when it does, by the one event of whatever began it. */
export const broadcastHandlers: Handlers<Broadcast> = {
  'recording:broadcast-started': (gateway, peer) =>
    beginAs(gateway, peer, 'recording', async (place) => {
      const { recording } = await startRecording(gateway.deps.recordings, place, picture);
      return { recordingId: recording.id };
    }),
  'recording:broadcast-stopped': async ({ deps }, peer) => {
    const { id } = await stopRecording(deps.recordings, placeOf(peer));
    return { recordingId: id };
  },
  'stream:start': (gateway, peer, { url }) =>
    beginAs(gateway, peer, 'stream', async (place) => {
      const { id } = await startStream(gateway.deps.streams, place, [{ path: '/data/url', url }]);
      return { streamId: id };
    }),
  'stream:stop': async ({ deps }, peer) => {
    const { id } = await stopStream(deps.streams, placeOf(peer));
    return { streamId: id };
  },
};

/** Has something go out in this host's name, which is forgotten when it does not begin. */
async function beginAs<T>({ deps }: Gateway, peer: Peer, kind: BroadcastKind, begin: (place: Place) => Promise<T>): Promise<T> {
  const place = placeOf(peer);
  // LiveKit opens a meeting's room when the first one connects, and those who are here may not have.
  await createRoom(deps.meetings.rooms, place, {});
  const isNamed = await noteBroadcast(deps.meetings.db, kind, callerOf(peer));
  try {
    return await begin(place);
  } catch (error) {
    if (isNamed) await forgetBroadcast(deps.meetings.db, kind, place.roomId);
    throw error;
  }
}

/** The meeting's room; a 403 for whoever is no host, and in a meeting that nobody answers for. */
function placeOf(peer: Peer): Place {
  requireHost(callerOf(peer));
  const { hall } = seatOf(peer);
  if (hall.isGuest) throw forbidden('A guest meeting is neither recorded nor streamed.');
  return { workspaceId: hall.workspaceId, roomId: hall.meetingId };
}
