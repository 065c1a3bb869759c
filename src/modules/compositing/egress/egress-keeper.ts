import type { EgressDeps } from '../deps.ts';
import type { Composition } from '../tables.ts';
import { checkFile } from './check-file.ts';
import { claimDue, postpone, startWithinSeconds } from './claim-due.ts';
import { replaceEgress } from './replace-egress.ts';
import { stopEgress } from './stop-egress.ts';

/** What did not lead to an end is tried again after this time. */
const againAfterSeconds = 2;
/** LiveKit takes three seconds to be sure that an egress does not answer: others do not wait for that. */
const atOnce = 8;

/** Deals with the egresses that are to be stopped, have ended or did not begin. */
export interface EgressKeeper {
  /** Begins with all that is due; resolves before that is done. */
  look(): Promise<void>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

/** A step that is cut off anywhere is made again when its lease has ended; making it twice does no harm. */
export function createEgressKeeper(deps: EgressDeps, holder: string, onError: (error: unknown) => void): EgressKeeper {
  const underWay = new Set<Promise<void>>();
  const deal = async (composition: Composition) => {
    await makeStep(deps, composition).catch(onError);
    await postpone(deps.db, composition.id, holder, againAfterSeconds).catch(onError);
  };
  return {
    async look() {
      while (underWay.size < atOnce) {
        const composition = await claimDue(deps.db, holder);
        if (!composition) return;
        const work = deal(composition).finally(() => underWay.delete(work));
        underWay.add(work);
      }
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}

function makeStep(deps: EgressDeps, composition: Composition): Promise<void> {
  const { state, egressEnd, createdAt } = composition;
  if (state === 'active' || (state === 'finishing' && egressEnd === null)) return stopEgress(deps, composition);
  if (state === 'finishing' && egressEnd !== null) return checkFile(deps, composition, egressEnd);
  const isStuck = Date.now() - createdAt.getTime() > startWithinSeconds * 1_000;
  return egressEnd === null && !isStuck ? stopEgress(deps, composition) : replaceEgress(deps, composition);
}
