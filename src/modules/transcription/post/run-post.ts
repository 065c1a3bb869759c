import { runCoalesced } from '../../../core/run-coalesced.ts';
import { claimPost, type Lease, releaseLease, renewLeases } from '../leases.ts';
import type { Transcription } from '../tables.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import type { PostDeps } from './post-deps.ts';
import { workOn } from './work-on.ts';

/** Renews leases, which last six times as long, and finds what nobody was woken for. */
const tickMs = 1_000;
/** So that a short recording does not wait for a long one. */
const recordingsAtOnce = 2;

export interface RunningPost {
  /** Looks at once for what there is to do, and whether it is still wanted. */
  wake(): void;
  /** Leaves what is under way to the next transcriber, which goes on with it. */
  stop(): Promise<void>;
}

/** Writes down recordings until it is stopped. Those who are heard live go first. */
export function runPostTranscriptions(deps: PostDeps): RunningPost {
  const working = new Map<string, Working>();
  const limiter = createLimiter(() => countPlaces(deps));
  const stopping = new AbortController();

  async function takeWaiting(): Promise<void> {
    while (!stopping.signal.aborted && working.size < recordingsAtOnce) {
      const transcription = await claimPost(deps.db, deps.holder, deps.readLanguages());
      if (!transcription) return;
      void begin(deps, working, limiter, transcription).then(tick);
    }
  }

  const tick = runCoalesced(async () => {
    limiter.look();
    await renew(deps, working);
    await deps.ffmpeg.look();
    if (deps.ffmpeg.isThere()) await takeWaiting();
  }, (error) => deps.logger.warn({ err: error }, 'The transcriber could not look for recordings; tried again'));

  deps.queue.consume(tick, 1);
  const timer = setInterval(tick, tickMs);
  void tick();
  return {
    wake: () => void tick(),
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await tick();
      await Promise.all([...working.values()].map((each) => leave(deps, each)));
    },
  };
}

interface Working {
  lease: Lease;
  aborting: AbortController;
  done: Promise<void>;
}

function begin(deps: PostDeps, working: Map<string, Working>, limiter: Limiter, transcription: Transcription): Promise<void> {
  const { id } = transcription;
  const lease = { transcriptionId: id, holder: deps.holder };
  const aborting = new AbortController();
  const done = workOn(deps, { transcription, lease, limiter, stored: 0, signal: aborting.signal })
    .catch((error: unknown) => deps.logger.warn({ err: error, transcriptionId: id }, 'Not written down; taken up again'))
    .finally(() => working.delete(id));
  working.set(id, { lease, aborting, done });
  return done;
}

/** Ends what was deleted, or has become another transcriber's. */
async function renew({ db, holder }: PostDeps, working: Map<string, Working>): Promise<void> {
  const ids = [...working.keys()];
  const own = await renewLeases(db, holder, ids);
  const running = new Set(own.filter(({ status }) => status === 'running').map(({ id }) => id));
  for (const id of ids) if (!running.has(id)) working.get(id)?.aborting.abort(new Error('It is no longer wanted here.'));
}

async function leave({ db, logger }: PostDeps, { lease, aborting, done }: Working): Promise<void> {
  aborting.abort(new Error('The transcriber ends.'));
  await done;
  await releaseLease(db, lease).catch((error: unknown) => {
    const { transcriptionId } = lease;
    logger.warn({ err: error, transcriptionId }, 'A recording was not given back; another transcriber takes it somewhat later');
  });
}

/** At least one, lest a recording wait for as long as anybody speaks. */
function countPlaces({ engine, countLive }: PostDeps): number {
  return Math.max(1, engine.threads - countLive());
}
