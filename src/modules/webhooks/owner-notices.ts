import type postgres from 'postgres';
import { runCoalesced } from '../../core/run-coalesced.ts';
import type { OwnersDeps } from './deps.ts';
import { ownersChannel } from './repository.ts';
import { tellOwners } from './tell-owners.ts';

/** Tries again what failed. */
const sweepEveryMs = 15_000;

/** Has owners told of the webhooks that the server disables, until it is stopped. Any number of processes may. */
export async function runOwnerNotices(
  deps: OwnersDeps,
  sql: postgres.Sql,
  onError: (error: unknown) => void,
): Promise<{ stop(): Promise<void> }> {
  const tell = runCoalesced(() => tellOwners(deps), onError);
  const listener = await sql.listen(ownersChannel, tell, tell);
  const timer = setInterval(tell, sweepEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      await listener.unlisten().catch(() => {});
      await tell();
    },
  };
}
