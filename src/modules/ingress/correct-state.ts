import { IngressInfo, IngressState_Status as Status, type ParticipantInfo } from '@livekit/protocol';
import { hasEnded, isPublishing } from './session-phase.ts';

/**
 * LiveKit keeps the last state that an ingress server told, which is wrong in two cases: a killed server tells of no end,
 * and an encoder that was refused overwrites what the one that publishes told. Who is in the room decides.
 */
export function correctState(info: IngressInfo, publisher: ParticipantInfo | undefined): IngressInfo {
  if (isPublishing(info) && !publisher) return withState(info, { status: Status.ENDPOINT_INACTIVE });
  if (!hasEnded(info) || !publisher) return info;
  const startedAt = publisher.joinedAtMs * 1_000_000n;
  return withState(info, { status: Status.ENDPOINT_PUBLISHING, error: '', resourceId: '', startedAt, endedAt: 0n });
}

function withState(info: IngressInfo, change: Partial<NonNullable<IngressInfo['state']>>): IngressInfo {
  return new IngressInfo({ ...info, state: { ...info.state, ...change } });
}
