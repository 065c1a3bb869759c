import { type EgressInfo, EgressStatus as Status } from '@livekit/protocol';
import { parseLivekitRoom } from '../../../platform/livekit/room-names.ts';
import type { EgressEnd } from '../tables.ts';
import { compositionIdOf } from './egress-request.ts';

/** How an egress is doing, as LiveKit told or listed it. */
export interface EgressEvidence {
  egressId: string;
  compositionId: string;
  phase: 'starting' | 'active' | 'ending' | 'ended';
  /** Of the first frame; null while there is none. */
  startedAt: Date | null;
  /** Of the last; null while it goes on. */
  endedAt: Date | null;
  /** Null until it has ended. */
  end: EgressEnd | null;
}

const phases: Record<Status, EgressEvidence['phase']> = {
  [Status.EGRESS_STARTING]: 'starting',
  [Status.EGRESS_ACTIVE]: 'active',
  [Status.EGRESS_ENDING]: 'ending',
  [Status.EGRESS_COMPLETE]: 'ended',
  [Status.EGRESS_FAILED]: 'ended',
  [Status.EGRESS_ABORTED]: 'ended',
  [Status.EGRESS_LIMIT_REACHED]: 'ended',
};

/** LiveKit's EgressInfo as evidence; null when it is not one that was begun here. */
export function toEgressEvidence(info: EgressInfo): EgressEvidence | null {
  const { egressId, roomName, request } = info;
  const compositionId = request.case === 'roomComposite' ? compositionIdOf(request.value.customBaseUrl) : undefined;
  if (!egressId || !compositionId || !parseLivekitRoom(roomName)) return null;
  const phase = phases[info.status];
  const [file] = info.fileResults;
  const startedAt = toDate(file?.startedAt) ?? (phase === 'active' ? toDate(info.updatedAt) : null);
  const endedAt = toDate(file?.endedAt) ?? toDate(info.endedAt);
  return { egressId, compositionId, phase, startedAt, endedAt, end: phase === 'ended' ? toEnd(info) : null };
}

function toEnd({ status, error, fileResults: [file] }: EgressInfo): EgressEnd {
  return {
    error: status === Status.EGRESS_COMPLETE ? null : error || sentences[status] || 'The egress failed.',
    sizeBytes: file?.size ? Number(file.size) : null,
    durationSeconds: file?.duration ? Number(file.duration) / 1e9 : null,
  };
}

const sentences: Partial<Record<Status, string>> = {
  [Status.EGRESS_ABORTED]: 'The egress was stopped before it had begun.',
  [Status.EGRESS_LIMIT_REACHED]: 'The egress ended at the longest time or size that it is set to.',
};

/** Nanoseconds since 1970; 0 is not yet. */
function toDate(nanoseconds: bigint | undefined): Date | null {
  return nanoseconds ? new Date(Number(nanoseconds / 1_000_000n)) : null;
}
