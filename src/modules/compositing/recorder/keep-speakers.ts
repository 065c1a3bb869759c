import type { Speaking } from '../../../contracts/capture-page.ts';
import { runCoalesced } from '../../../core/run-coalesced.ts';
import { isDatabaseAway } from '../../../platform/db/errors.ts';
import { storeSpeakers } from '../speakers/repository.ts';
import { createSpeakerLog, type SpokenInterval } from '../speakers/speaker-log.ts';
import type { Composition } from '../tables.ts';
import type { RecorderDeps } from './recorder-deps.ts';
import { untilItWorks } from './until-it-works.ts';

/** So much of who spoke is lost when the recorder is killed. */
const storeEveryMs = 3_000;

/** Who speaks in a room that is being recorded. */
export interface SpeakerKeeper {
  note(speaking: Speaking): void;
  /** Stores what is left; waits while PostgreSQL is away. */
  end(): Promise<void>;
}

/** Stores who speaks, every now and then. */
export function keepSpeakers(deps: RecorderDeps, { id }: Pick<Composition, 'id'>): SpeakerKeeper {
  const log = createSpeakerLog();
  let beganAt = performance.now();
  let waiting: SpokenInterval[] = [];
  const store = async () => {
    waiting.push(...log.take(Math.round(performance.now() - beganAt)));
    // One interval may have grown meanwhile, and counts once, with its newest end.
    const newest = new Map(waiting.map((interval) => [`${interval.fromMs} ${interval.identity}`, interval]));
    waiting = [...newest.values()];
    await storeSpeakers(deps.db, { id, holder: deps.holder }, waiting);
    waiting = [];
  };
  const report = (error: unknown) => deps.logger.warn({ err: error, compositionId: id }, 'Speakers not stored');
  const reportUnlessAway = (error: unknown) => {
    if (isDatabaseAway(error)) throw error;
    report(error);
  };
  const storing = runCoalesced(store, report);
  const timer = setInterval(storing, storeEveryMs);
  return {
    note(speaking) {
      // The page counts from its first frame; what it tells arrives at once.
      beganAt = performance.now() - speaking.atMs;
      log.note(speaking);
    },
    async end() {
      clearInterval(timer);
      await storing();
      // Who spoke is worth less than the recording, which waits for this: only an absent server is waited for.
      await untilItWorks(deps, id, () => store().catch(reportUnlessAway));
    },
  };
}
