import { EgressInfo } from '@livekit/protocol';
import { AppError } from '../../core/errors.ts';
import { textOf } from '../../core/text-of.ts';
import type { EgressDeps } from './deps.ts';
import { toEgressRequest } from './egress/egress-request.ts';
import { toEgressEvidence } from './egress/evidence.ts';
import { giveUpEgress } from './egress/give-up-egress.ts';
import { lockOpen, recordEgress } from './egress/record-egress.ts';
import { forgetEgress } from './recorders.ts';
import type { Composition } from './tables.ts';

/**
 * Begins a composition after the transaction that asked for it. Nothing is to be done for a recorder of ours, which
 * takes it by itself; LiveKit's egress is started, and where it cannot be, one of our recorders takes its place. Throws a
 * 503 when nobody does; then the composition has failed. When this process ends in between, the reconciler goes on.
 */
export async function beginComposition(deps: EgressDeps, composition: Composition): Promise<void> {
  if (composition.engine !== 'egress') return;
  const answer = await startEgress(deps, composition);
  if (answer instanceof EgressInfo) return noteBegin(deps, answer);
  await forgetEgress(deps.db);
  const isLost = await deps.db.transaction(async (tx) => {
    const row = await lockOpen(tx, composition.id);
    // A webhook was faster: it has begun, whatever the answer says.
    if (row?.state !== 'waiting') return false;
    const { state } = await giveUpEgress(tx, deps, row, { error: answer.error, isSomebodyThere: true });
    return state === 'failed';
  });
  if (isLost) throw new AppError('recording-unavailable', answer.error, { headers: { 'retry-after': '15' } });
}

async function startEgress(deps: EgressDeps, composition: Composition): Promise<EgressInfo | { error: string }> {
  const { room, outputs, options } = toEgressRequest(composition, deps);
  try {
    return await deps.livekit.egress((client) => client.startRoomCompositeEgress(room, outputs, options));
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { error: `No egress took it: ${textOf(cause)}` };
  }
}

async function noteBegin(deps: EgressDeps, info: EgressInfo): Promise<void> {
  const evidence = toEgressEvidence(info);
  if (evidence) await deps.db.transaction((tx) => recordEgress(tx, deps, evidence));
}
