import { createHash } from 'node:crypto';
import {
  EgressInfo,
  EgressStatus as Status,
  FileInfo,
  type ParticipantInfo,
  RoomCompositeEgressRequest,
  WebhookEvent,
} from '@livekit/protocol';
import { AccessToken, type EgressClient } from 'livekit-server-sdk';
import { AppError, notFound, unavailable } from '../../../../src/core/errors.ts';
import { newId } from '../../../../src/core/ids.ts';
import type { Composition } from '../../../../src/modules/compositing/index.ts';
import type { Livekit } from '../../../../src/platform/livekit/client.ts';
import { toLivekitRoom } from '../../../../src/platform/livekit/room-names.ts';

type Subject = Pick<Composition, 'id' | 'egressId' | 'workspaceId' | 'roomId'>;

/** What LiveKit tells of one egress, as it told it in late 2025: times in nanoseconds, secrets left out. */
export interface EgressModel {
  egressId: string;
  starting(): EgressInfo;
  active(): EgressInfo;
  ending(): EgressInfo;
  complete(size: number): EgressInfo;
  failed(error: string, hadBegun?: boolean): EgressInfo;
}

const nanoseconds = (ms: number) => BigInt(Math.round(ms)) * 1_000_000n;

/** How long a modelled egress records. */
export const modelSeconds = 12.5;

/** An egress that works on a composition and that began to record at `startedAt`. */
export function modelEgress({ id, egressId, workspaceId, roomId }: Subject, startedAt = Date.now()): EgressModel {
  const begun = { startedAt: nanoseconds(startedAt) };
  const ended = { endedAt: nanoseconds(startedAt + modelSeconds * 1_000), duration: BigInt(modelSeconds * 1e9) };
  const customBaseUrl = `http://localhost:3000/composite.html?width=1280&composition=${id}`;
  const value = new RoomCompositeEgressRequest({ roomName: toLivekitRoom(workspaceId, roomId), layout: 'grid', customBaseUrl });
  const tell = (status: Status, file: ConstructorParameters<typeof FileInfo>[0], error = '') =>
    new EgressInfo({
      egressId,
      roomName: value.roomName,
      status,
      error,
      request: { case: 'roomComposite', value },
      fileResults: [new FileInfo(file)],
      startedAt: nanoseconds(startedAt - 4_000),
      updatedAt: nanoseconds(Date.now()),
    });
  return {
    egressId,
    starting: () => tell(Status.EGRESS_STARTING, {}),
    active: () => tell(Status.EGRESS_ACTIVE, begun),
    ending: () => tell(Status.EGRESS_ENDING, { ...begun, ...ended }),
    complete: (size) => tell(Status.EGRESS_COMPLETE, { ...begun, ...ended, size: BigInt(size) }),
    failed: (error, hadBegun = true) => tell(Status.EGRESS_FAILED, hadBegun ? { ...begun, ...ended } : {}, error),
  };
}

/** LiveKit's answers about egresses. */
export interface LivekitModel extends Pick<Livekit, 'egress' | 'listParticipants'> {
  /** What it lists, by id. */
  infos: Map<string, EgressInfo>;
  /** What the egresses that answer say to a stop; nobody else does. */
  onStop: Map<string, () => EgressInfo>;
  /** Everybody that was asked to stop. */
  stopped: string[];
  /** Who is in each room. */
  people: ParticipantInfo[];
}

export function modelLivekit(): LivekitModel {
  const [infos, onStop] = [new Map<string, EgressInfo>(), new Map<string, () => EgressInfo>()];
  const stopped: string[] = [];
  const people: ParticipantInfo[] = [];
  const client = {
    async listEgress({ egressId }: { egressId?: string }) {
      if (egressId === undefined) return [...infos.values()].filter(({ status }) => status < Status.EGRESS_COMPLETE);
      const info = infos.get(egressId);
      if (!info) throw notFound('Egress');
      return [info];
    },
    async stopEgress(egressId: string) {
      stopped.push(egressId);
      const answer = onStop.get(egressId)?.();
      if (answer) return answer;
      const info = infos.get(egressId);
      if (!info) throw notFound('Egress');
      if (info.status > Status.EGRESS_ACTIVE) throw new AppError('conflict', 'It cannot be stopped.');
      throw unavailable('LiveKit', Object.assign(new Error('request timed out'), { code: 'deadline_exceeded' }));
    },
  } as unknown as EgressClient;
  return { infos, onStop, stopped, people, egress: (call) => call(client), listParticipants: async () => people };
}

/** Posts a webhook as LiveKit does, signed with the same key. */
export async function postWebhook(url: string, env: Record<string, string>, event: string, egressInfo: EgressInfo): Promise<number> {
  const createdAt = BigInt(Math.floor(Date.now() / 1_000));
  const body = new WebhookEvent({ event, id: newId('EV'), createdAt, egressInfo }).toJsonString();
  const token = new AccessToken(env.LIVEKIT_API_KEY, env.LIVEKIT_API_SECRET, { ttl: 300 });
  token.sha256 = createHash('sha256').update(body).digest('base64');
  const headers = { 'content-type': 'application/webhook+json', authorization: await token.toJwt() };
  return (await fetch(`${url}/v1/livekit/webhook`, { method: 'POST', headers, body })).status;
}
