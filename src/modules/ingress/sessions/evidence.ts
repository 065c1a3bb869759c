import type { IngressInfo } from '@livekit/protocol';
import type { IngressInfo as IngressInfoView } from '../../../contracts/ingress.ts';
import { parseLivekitRoom } from '../../../platform/livekit/room-names.ts';
import { toEventView } from '../ingress-view.ts';

/** That somebody publishes or published with a key, as LiveKit told or listed it. */
export interface IngressEvidence {
  /** LiveKit's resource id, a new one each time. */
  sessionId: string;
  ingressId: string;
  workspaceId: string;
  roomId: string;
  startedAt: Date;
  /** Media came in; without it, it failed before. */
  hadMedia: boolean;
  error: string;
  view: IngressInfoView;
}

/** LiveKit's IngressInfo as evidence; null when its room is not ours, or when nobody ever published. */
export function toIngressEvidence(info: IngressInfo): IngressEvidence | null {
  const place = parseLivekitRoom(info.roomName);
  const { state } = info;
  if (!place || !state?.resourceId) return null;
  return {
    sessionId: state.resourceId,
    ingressId: info.ingressId,
    ...place,
    startedAt: new Date(Number(state.startedAt / 1_000_000n)),
    hadMedia: state.audio !== undefined || state.video !== undefined || state.tracks.length > 0,
    error: state.error,
    view: toEventView(info),
  };
}
