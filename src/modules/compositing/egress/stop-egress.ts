import { eq, sql } from 'drizzle-orm';
import { AppError } from '../../../core/errors.ts';
import type { EgressDeps, EgressLivekit } from '../deps.ts';
import { type Composition, compositions } from '../tables.ts';
import { type EgressEvidence, toEgressEvidence } from './evidence.ts';
import { change, lockOpen, recordEgress } from './record-egress.ts';

/** An egress that answers to no stop for this long is not there any more. */
const silentForMs = 10_000;

const gone = 'The egress ended without a word, as when its process is killed.';

/**
 * Has LiveKit stop an egress. It is called until the egress has ended: an answer shows that it is about to, and one
 * that is not there any more, so that nobody answers, has ended by that. Rejects while LiveKit is away.
 */
export async function stopEgress(deps: EgressDeps, composition: Composition): Promise<void> {
  const answer = await sendStop(deps.livekit, composition.egressId);
  if (answer === 'silent' && !(await isSilentForLong(deps, composition))) return;
  if (answer === 'silent' || answer === 'gone') return noteGone(deps, composition.id);
  await deps.db.update(compositions).set({ missingSince: null }).where(eq(compositions.id, composition.id));
  await deps.db.transaction((tx) => recordEgress(tx, deps, answer));
}

/**
 * What an egress says to a stop, also to a second one. `gone`: nobody answers, and LiveKit knows no such one. `silent`:
 * nobody answers to one that LiveKit believes to go on; it may be busy with its beginning.
 */
export async function sendStop(livekit: EgressLivekit, egressId: string): Promise<EgressEvidence | 'gone' | 'silent'> {
  try {
    const evidence = toEgressEvidence(await livekit.egress((client) => client.stopEgress(egressId)));
    return evidence ?? 'gone';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'not-found') return 'gone';
    if (error.code === 'conflict') return (await findEnded(livekit, egressId)) ?? 'silent';
    if (!isUnanswered(error.cause)) throw error;
    // That LiveKit still answers to others shows that it is the egress that does not. Else this rejects.
    return (await findEnded(livekit, egressId)) ?? 'silent';
  }
}

/** How an egress is doing by LiveKit's own books; null when they do not know it. */
export async function findEgress(livekit: EgressLivekit, egressId: string): Promise<EgressEvidence | null> {
  try {
    const [info] = await livekit.egress((client) => client.listEgress({ egressId }));
    return info ? toEgressEvidence(info) : null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null;
    throw error;
  }
}

async function findEnded(livekit: EgressLivekit, egressId: string): Promise<EgressEvidence | null> {
  const evidence = await findEgress(livekit, egressId);
  return evidence?.phase === 'ended' ? evidence : null;
}

/** LiveKit asked the egress and had no answer, or still waits for one. */
function isUnanswered(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  return cause.name === 'TimeoutError' || ('code' in cause && cause.code === 'deadline_exceeded');
}

async function isSilentForLong({ db }: EgressDeps, { id, missingSince }: Composition): Promise<boolean> {
  if (missingSince !== null) return Date.now() - missingSince.getTime() > silentForMs;
  await db.update(compositions).set({ missingSince: sql`now()` }).where(eq(compositions.id, id));
  return false;
}

/** What it has stored decides whether anything is left of it. */
async function noteGone(deps: EgressDeps, id: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const row = await lockOpen(tx, id);
    if (!row || row.egressEnd !== null) return;
    const end = { egressEnd: { error: gone, sizeBytes: null, durationSeconds: null }, isInterrupted: true };
    const stoppedAt = row.stoppedAt ?? row.missingSince ?? new Date();
    await change(tx, deps, id, row.state === 'active' ? { ...end, state: 'finishing', stoppedAt } : end);
  });
}
