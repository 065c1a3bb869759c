import { changeState } from '../../change-state.ts';
import type { Composition } from '../../tables.ts';
import type { RecorderDeps } from '../recorder-deps.ts';
import { untilItWorks } from '../until-it-works.ts';

/**
 * How a broadcast ends here: it is over; it cannot go on; another recorder is to go on with it; or another one has it
 * already.
 */
export type Ending = { how: 'done' } | { how: 'failed'; error: string } | { how: 'handed on' } | { how: 'lost' };

/** Writes it down, as soon as the database takes it. */
export async function endBroadcast(deps: RecorderDeps, { id }: Composition, ending: Ending): Promise<void> {
  if (ending.how === 'lost') return;
  const change = changeOf(ending);
  await untilItWorks(deps, id, () => changeState(deps, { id, holder: deps.holder, from: ['starting', 'active'] }, change));
}

function changeOf(ending: Exclude<Ending, { how: 'lost' }>) {
  const stoppedAt = new Date();
  switch (ending.how) {
    case 'done':
      return { state: 'done' as const, stoppedAt };
    case 'failed':
      return { state: 'failed' as const, stoppedAt, error: ending.error };
    case 'handed on':
      return { state: 'waiting' as const, waitingSince: stoppedAt, holder: null, leaseUntil: null };
  }
}
