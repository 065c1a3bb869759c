import { isEgressThere } from '../../../platform/livekit/probe-egress.ts';
import type { EgressDeps } from '../deps.ts';
import { announceEgress, forgetEgress } from '../recorders.ts';

/** Asks whether an egress is there, and writes it down for all processes, so that no caller waits for the answer. */
export async function lookForEgress({ db, livekit }: Pick<EgressDeps, 'db' | 'livekit'>): Promise<void> {
  await ((await isEgressThere(livekit)) ? announceEgress(db) : forgetEgress(db));
}
