import { IngressInfo, IngressInput, IngressState_Status as Status } from '@livekit/protocol';
import { notFound } from '../../core/errors.ts';
import { ingressIdOf } from '../../platform/livekit/ingress-participants.ts';
import { toLivekitRoom } from '../../platform/livekit/room-names.ts';
import type { Place } from '../rooms/index.ts';
import { correctState } from './correct-state.ts';
import type { IngressDeps } from './deps.ts';
import { findAllIngress, findIngress, type IngressRow } from './repository.ts';

type Deps = Pick<IngressDeps, 'db' | 'livekit' | 'cipher'>;

/** All stream keys of a room, oldest first, each with what its encoder is doing now. */
export async function listIngress(deps: Deps, place: Place): Promise<IngressInfo[]> {
  const rows = await findAllIngress(deps.db, place);
  return rows.length === 0 ? [] : withLiveState(deps, place, rows);
}

/** One of them; a 404 when there is none. */
export async function getIngress(deps: Deps, place: Place, id: string): Promise<IngressInfo> {
  const row = await findIngress(deps.db, place, id);
  const [info] = row ? await withLiveState(deps, place, [row]) : [];
  if (!info) throw notFound('Ingress');
  return info;
}

async function withLiveState({ livekit, cipher }: Deps, place: Place, rows: IngressRow[]): Promise<IngressInfo[]> {
  const room = toLivekitRoom(place.workspaceId, place.roomId);
  const [listed, participants] = await Promise.all([
    livekit.ingress((client) => client.listIngress({ roomName: room })),
    livekit.listParticipants(room),
  ]);
  const infos = new Map(listed.map((info) => [info.ingressId, info]));
  const publishers = new Map(participants.map((participant) => [ingressIdOf(participant), participant]));
  return rows.map((row) => {
    const info = infos.get(row.id);
    return info ? correctState(info, publishers.get(row.id)) : toLostIngress(row, room, cipher.decrypt(row.streamKey));
  });
}

/** LiveKit's Redis was emptied, or somebody else deleted it there. */
function toLostIngress(row: IngressRow, roomName: string, streamKey: string): IngressInfo {
  const { id: ingressId, type, url, participantIdentity, participantName, enableTranscoding } = row;
  const error = 'LiveKit no longer knows this key. Delete it and make a new one.';
  return new IngressInfo({
    ...{ ingressId, streamKey, url, roomName, participantIdentity, participantName, enableTranscoding, reusable: true },
    inputType: type === 'rtmp' ? IngressInput.RTMP_INPUT : IngressInput.WHIP_INPUT,
    state: { status: Status.ENDPOINT_ERROR, error },
  });
}
