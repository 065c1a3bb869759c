import type { Logger } from 'pino';
import { runCoalesced } from '../../../core/run-coalesced.ts';
import { holdLease, releaseLease } from '../../../platform/leases/hold-lease.ts';
import type { BillingDeps } from '../deps.ts';
import { watchDeposits } from './watch-deposits.ts';

/** Nodes tell nothing by themselves over HTTP. */
const everyMs = 5_000;
const lease = 'deposits';
const leaseSeconds = 30;

type Deps = Pick<BillingDeps, 'db' | 'usdc'> & { logger: Logger; holder: string; stopping: AbortSignal };

/** Watches the chain for deposits until it is stopped, by one of all workers: more would find the same. */
export function runDepositWatch({ db, usdc, logger, holder, stopping }: Deps): { stop(): Promise<void> } {
  if (usdc === null) return { stop: async () => {} };
  const watchInTurn = async () => {
    const isOurTurn = !stopping.aborted && (await holdLease(db, lease, holder, leaseSeconds));
    if (isOurTurn) await watchDeposits({ db, chain: usdc.chain });
  };
  const watch = runCoalesced(watchInTurn, (error) => {
    if (!stopping.aborted) logger.warn({ err: error }, 'The chain was not read; tried again');
  });
  const timer = setInterval(watch, everyMs);
  void watch();
  return {
    async stop() {
      clearInterval(timer);
      await watch();
      await releaseLease(db, lease, holder);
    },
  };
}
