import { type IngressInfo, IngressInput } from '@livekit/protocol';
import { randomText } from '../../core/ids.ts';
import { toLivekitRoom } from '../../platform/livekit/room-names.ts';
import type { Place } from '../rooms/index.ts';
import type { IngressDeps } from './deps.ts';
import { insertIngress } from './repository.ts';
import { requireServer } from './require-server.ts';
import type { IngressType } from './tables.ts';

export interface IngressOptions {
  type: IngressType;
  participantName: string;
  participantIdentity?: string;
  enableTranscoding?: boolean;
}

const inputs = { rtmp: IngressInput.RTMP_INPUT, whip: IngressInput.WHIP_INPUT } as const;

/** Whoever publishes is shown like any participant, whose metadata tells their role. */
const participantMetadata = JSON.stringify({ role: 'participant' });

/** A new stream key for a room; the room opens when somebody publishes. A 503 when there is no server for it. */
export async function createIngress(deps: IngressDeps, place: Place, options: IngressOptions): Promise<IngressInfo> {
  const { type, participantName, participantIdentity = `ingress-${randomText(8)}`, enableTranscoding } = options;
  await requireServer(deps.health);
  const info = await deps.livekit.ingress((client) =>
    client.createIngress(inputs[type], {
      roomName: toLivekitRoom(place.workspaceId, place.roomId),
      participantIdentity,
      participantName,
      participantMetadata,
      ...(enableTranscoding === undefined ? {} : { enableTranscoding }),
    }),
  );
  await keep(deps, place, type, info);
  return info;
}

async function keep(deps: IngressDeps, place: Place, type: IngressType, info: IngressInfo): Promise<void> {
  const { ingressId: id, url, participantIdentity, participantName, enableTranscoding = true } = info;
  const streamKey = deps.cipher.encrypt(info.streamKey);
  const row = { ...place, id, type, url, streamKey, participantIdentity, participantName, enableTranscoding };
  try {
    await insertIngress(deps.db, row);
  } catch (error) {
    // A key that nobody was told is of no use.
    await deps.livekit.ingress((client) => client.deleteIngress(id)).catch(() => {});
    throw error;
  }
}
