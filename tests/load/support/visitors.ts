import { AudioSource, dispose, LocalAudioTrack, Room, TrackPublishOptions, TrackSource } from '@livekit/rtc-node';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import type { BenchServer } from './bench-server.ts';

export interface Visitors {
  /** What LiveKit calls their room. */
  livekitRoom: string;
  leave(): Promise<void>;
}

/** Real participants, each with a microphone that is on and silent. */
export async function joinRoom(
  servers: LocalServers,
  api: BenchServer,
  roomId: string,
  identities: string[],
): Promise<Visitors> {
  const rooms = await Promise.all(identities.map((identity) => join(servers, api, roomId, identity)));
  return {
    livekitRoom: rooms[0]?.name ?? '',
    async leave() {
      await Promise.all(rooms.map((room) => room.disconnect()));
      await dispose();
    },
  };
}

async function join(servers: LocalServers, api: BenchServer, roomId: string, identity: string): Promise<Room> {
  const token = await askToken(servers, api, roomId, identity);
  const room = new Room();
  await room.connect(servers.env.LIVEKIT_URL ?? '', token, { autoSubscribe: false, dynacast: false });
  const microphone = LocalAudioTrack.createAudioTrack('microphone', new AudioSource(48_000, 1));
  const options = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE });
  await room.localParticipant?.publishTrack(microphone, options);
  return room;
}

/** A token of the API for a participant. */
export async function askToken({ env }: LocalServers, { url }: BenchServer, roomId: string, identity: string): Promise<string> {
  const answer = await fetch(`${url}/v1/token`, {
    method: 'POST',
    headers: { 'x-api-key': env.PLENUM_API_KEY ?? '', 'content-type': 'application/json' },
    body: JSON.stringify({ roomId, userId: identity, name: identity, role: 'participant' }),
  });
  return ((await answer.json()) as { token: string }).token;
}
