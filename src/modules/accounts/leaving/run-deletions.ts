import type { Logger } from 'pino';
import type postgres from 'postgres';
import { runCoalesced } from '../../../core/run-coalesced.ts';
import { holdLease, releaseLease } from '../../../platform/leases/hold-lease.ts';
import type { AccountsDeps } from '../deps.ts';
import { finishWorkspaceDeletions } from './finish-deletions.ts';
import { deletionsChannel } from './repository.ts';

/** So often is tried again what could not be removed at once. */
const everyMs = 5_000;
/** One of all workers does it, as two would only do the same twice; another takes over after this long. */
const lease = 'workspace-deletions';
const leaseSeconds = 30;

interface Deps extends Pick<AccountsDeps, 'db' | 'parts'> {
  sql: postgres.Sql;
  logger: Logger;
  /** Who this process is. */
  holder: string;
}

/** Empties the workspaces of accounts when they are deleted, until it is stopped. */
export function runWorkspaceDeletions({ sql, logger, holder, ...deps }: Deps): { stop(): Promise<void> } {
  let isStopping = false;
  const report = (error: unknown) => logger.warn({ err: error }, 'Not all of a deleted account was removed; tried again');
  const finish = runCoalesced(async () => {
    if (!isStopping && (await holdLease(deps.db, lease, holder, leaseSeconds))) await finishWorkspaceDeletions(deps);
  }, report);
  // Without it the timer finds them.
  const listening = sql.listen(deletionsChannel, finish, finish).catch(report);
  const timer = setInterval(finish, everyMs);
  return {
    async stop() {
      isStopping = true;
      clearInterval(timer);
      const listener = await listening;
      await listener?.unlisten().catch(() => {});
      await finish();
      await releaseLease(deps.db, lease, holder);
    },
  };
}
