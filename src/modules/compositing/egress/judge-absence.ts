import type { Composition, EgressEnd } from '../tables.ts';
import type { EgressEvidence } from './evidence.ts';

/** So long a process may take to start an egress and to write down its id. */
const startMs = 20_000;
/** So long an upload may take before it is asked for whether it goes on. */
const uploadMs = 20_000;

const neverStarted: EgressEnd = {
  error: 'The recording was not handed to an egress: the server was restarted in that moment.',
  sizeBytes: null,
  durationSeconds: null,
};

type Judgement = Partial<Pick<Composition, 'missingSince' | 'stopRequestedAt' | 'egressEnd'>>;

/**
 * What to think of an egress by the list that was begun at `listedAt`. One that is absent is suspected; when it is
 * absent from the next one, too, it is asked to stop: it ends in good order when it is there, else it is given up.
 * @returns what to change; null for nothing.
 */
export function judgeAbsence(
  { state, egressEnd, egressId, missingSince, createdAt, stoppedAt, stopRequestedAt }: Composition,
  evidence: EgressEvidence | null,
  present: ReadonlySet<string>,
  listedAt: Date,
): Judgement | null {
  const isNew = listedAt.getTime() - createdAt.getTime() < startMs;
  if (egressEnd !== null || isNew || evidence?.phase === 'ended') return null;
  if (!isAbsent()) return missingSince === null || state === 'finishing' ? null : { missingSince: null };
  if (missingSince === null) return { missingSince: listedAt };
  if (state === 'waiting') return { egressEnd: neverStarted };
  return state === 'active' ? { stopRequestedAt: stopRequestedAt ?? listedAt } : null;

  function isAbsent(): boolean {
    if (evidence === null) return true;
    if (state === 'active') return evidence.phase === 'active' && !present.has(egressId);
    return state === 'finishing' && listedAt.getTime() - (stoppedAt?.getTime() ?? 0) > uploadMs;
  }
}
