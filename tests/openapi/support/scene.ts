import { randomText } from '../../../src/core/ids.ts';
import { parseLivekitRoom } from '../../../src/platform/livekit/room-names.ts';
import { type Client, createClient, eventually } from '../../support/client.ts';
import { joinRoom, type Participant } from '../../support/participants.ts';
import type { TestServer } from '../../support/server.ts';
import { issueToken } from './issue-token.ts';
import { createSceneAccount, type SceneAccount } from './scene-account.ts';
import { createSceneMeeting, type SceneMeeting } from './scene-meeting.ts';
import { createSceneRecording, type SceneRecording } from './scene-recording.ts';
import { createSceneTranscription, type SceneTranscription } from './scene-transcription.ts';
import { createSceneWebhook, type SceneWebhook } from './scene-webhook.ts';

/**
 * An open room of the owner's workspace with one real person in it who publishes audio, a link and a stream key to it, a
 * recording, a stream and a transcription of it, and a webhook.
 */
export interface Scene {
  roomId: string;
  guest: Participant;
  /** The guest's access token. */
  guestToken: string;
  linkToken: string;
  webhook: SceneWebhook;
  recording: SceneRecording;
  transcription: SceneTranscription;
  account: SceneAccount;
  meeting: SceneMeeting;
  /** A stream key of the room's. */
  ingressId: string;
  /** A host's token from before a room of this name was deleted. */
  deletedToken: string;
  /** All that an outsider's call must leave as it is. */
  read(): Promise<unknown>;
  close(): Promise<void>;
}

interface Person {
  sid: string;
  identity: string;
  name: string;
  metadata: string;
  permission: unknown;
  tracks: { sid: string; muted: boolean }[];
}

/** Sets the scene as the owner, whose API key is the server's own. The server must let webhooks and streams go to loopback. */
export async function createScene(server: TestServer): Promise<Scene> {
  const owner = createClient(server);
  const roomId = `scene ${randomText(8)}`;
  const roomPath = `/v1/rooms/${encodeURIComponent(roomId)}`;
  await owner.call('POST', '/v1/rooms', { name: roomId });
  const deletedToken = await issueToken(owner, roomId, 'deleted', 'host');
  await owner.call('DELETE', roomPath);
  await owner.call('POST', '/v1/rooms', { name: roomId, metadata: 'as it was', emptyTimeout: 600 });
  const guestToken = await issueToken(owner, roomId, 'guest', 'participant');
  const guest = await joinRoom(guestToken, server.env['LIVEKIT_URL'] ?? '');
  await guest.publishTone();
  const link = await owner.call<{ url: string }>('POST', `${roomPath}/link`, { role: 'participant', name: 'Guest' });
  // LiveKit tells of a track a moment after the publisher knows.
  await eventually(async () => {
    const { body } = await owner.call<Person>('GET', `${roomPath}/participants/guest`);
    if (body.tracks?.length !== 1) throw new Error('The guest publishes nothing.');
  }, 20_000);
  const webhook = await createSceneWebhook(server);
  const { workspaceId } = parseLivekitRoom(guest.room.name ?? '') ?? { workspaceId: '' };
  const recording = await createSceneRecording(server, workspaceId, roomPath);
  const transcription = await createSceneTranscription(server, workspaceId, roomPath);
  await owner.call('POST', `${roomPath}/stream/start`, { url: 'rtmp://127.0.0.1:1/app/key' });
  const account = await createSceneAccount(server, workspaceId);
  const meeting = await createSceneMeeting(server);
  const ingress = await owner.call<{ ingressId: string }>('POST', `${roomPath}/ingress`, { participantName: 'as it was' });
  return {
    roomId,
    guest,
    guestToken,
    linkToken: link.body.url.split('/').at(-1) ?? '',
    webhook,
    recording,
    transcription,
    account,
    meeting,
    ingressId: ingress.body.ingressId,
    deletedToken,
    read: async () => [
      await readRoom(server, owner, roomPath, { guest, guestToken }),
      await webhook.read(),
      await recording.read(),
      await transcription.read(),
      await account.read(),
      await meeting.read(),
      (await owner.call('GET', `${roomPath}/ingress`)).body,
      (await owner.call('GET', `${roomPath}/stream`)).body,
    ],
    async close() {
      await Promise.all([guest.leave(), webhook.close()]);
    },
  };
}

async function readRoom(
  server: TestServer,
  owner: Client,
  roomPath: string,
  { guest, guestToken }: Pick<Scene, 'guest' | 'guestToken'>,
): Promise<unknown> {
  const { body: room } = await owner.call('GET', roomPath);
  const { body: people } = await owner.call<{ participants: Person[] }>('GET', `${roomPath}/participants`);
  const asGuest = createClient(server, { authorization: `Bearer ${guestToken}` });
  const refreshed = await asGuest.call<{ token: string }>('POST', '/v1/token/refresh');
  return {
    room: { sid: room['sid'], metadata: room['metadata'], maxParticipants: room['maxParticipants'] },
    participants: people.participants?.map(({ sid, identity, name, metadata, permission, tracks }) => ({
      ...{ sid, identity, name, metadata, permission },
      tracks: tracks.map((track) => ({ sid: track.sid, muted: track.muted })),
    })),
    received: [...guest.received],
    refresh: refreshed.status,
    grants: refreshed.status === 200 ? readJwt(refreshed.body.token)['video'] : null,
  };
}

/** The claims of a JWT, unverified. */
export function readJwt(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}
