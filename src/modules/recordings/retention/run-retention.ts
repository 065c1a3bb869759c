import type { Logger } from 'pino';
import { runCoalesced } from '../../../core/run-coalesced.ts';
import type { RecordingsDeps } from '../deps.ts';
import { enforceRetention } from './enforce-retention.ts';

const everyMs = 3_600_000;
/** Storage is away. */
const againMs = 60_000;

type Deps = Pick<RecordingsDeps, 'db' | 'objects' | 'retentionDays'> & { logger: Logger };

/** Deletes what is to be deleted at once, and then every hour. Several processes may do so: it does no harm. */
export function runRetention(deps: Deps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let another: NodeJS.Timeout | undefined;
  const enforce = runCoalesced(() => enforceRetention(deps, stopping.signal), (error) => {
    if (stopping.signal.aborted) return;
    deps.logger.warn({ err: error }, 'Not all old recordings were deleted; tried again');
    another = setTimeout(enforce, againMs);
  });
  const timer = setInterval(enforce, everyMs);
  void enforce();
  return {
    async stop() {
      stopping.abort();
      clearInterval(timer);
      clearTimeout(another);
      await enforce();
    },
  };
}
