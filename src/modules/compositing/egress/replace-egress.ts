import { isOwnParticipant, toLivekitRoom } from '../../../platform/livekit/room-names.ts';
import type { EgressDeps, EgressLivekit } from '../deps.ts';
import type { Composition } from '../tables.ts';
import { startWithinSeconds } from './claim-due.ts';
import { giveUpEgress } from './give-up-egress.ts';
import { lockOpen, recordEgress } from './record-egress.ts';
import { findEgress, sendStop } from './stop-egress.ts';

const stuck = `The egress did not begin within ${startWithinSeconds} seconds.`;

/**
 * Gives up an egress that ended before it began, or that does not begin; see giveUpEgress. Rejects while LiveKit is away.
 */
export async function replaceEgress(deps: EgressDeps, composition: Composition): Promise<void> {
  const { id, egressId, egressEnd } = composition;
  if (egressEnd === null && (await hasMovedOn(deps, egressId))) return;
  const isSomebodyThere = await hasPeople(deps.livekit, composition);
  const isGivenUp = await deps.db.transaction(async (tx) => {
    const row = await lockOpen(tx, id);
    if (row?.state !== 'waiting' && row?.state !== 'starting') return false;
    await giveUpEgress(tx, deps, row, { error: row.egressEnd?.error ?? stuck, isSomebodyThere });
    return true;
  });
  // It may begin after all; when nobody answers now, the reconciler stops it as soon as it is listed.
  if (isGivenUp && egressEnd === null) await sendStop(deps.livekit, egressId);
}

/** Whether LiveKit knows more than its webhooks have told. */
async function hasMovedOn(deps: EgressDeps, egressId: string): Promise<boolean> {
  const evidence = await findEgress(deps.livekit, egressId);
  if (evidence === null || evidence.phase === 'starting') return false;
  await deps.db.transaction((tx) => recordEgress(tx, deps, evidence));
  return true;
}

async function hasPeople(livekit: EgressLivekit, { workspaceId, roomId }: Composition): Promise<boolean> {
  const all = await livekit.listParticipants(toLivekitRoom(workspaceId, roomId));
  return all.some((participant) => !isOwnParticipant(participant));
}
