import { runCoalesced } from '../../../core/run-coalesced.ts';
import { textOf } from '../../../core/text-of.ts';
import type { Capture } from '../../../platform/browser/capture-browser.ts';
import { type Change, changeState } from '../change-state.ts';
import type { Composition, CompositionState } from '../tables.ts';
import type { Capturing } from './capturing.ts';
import { keepSpeakers, type SpeakerKeeper } from './keep-speakers.ts';
import { openRoom } from './open-room.ts';
import { createPartsUpload } from './parts.ts';
import type { RecorderDeps } from './recorder-deps.ts';
import { untilItWorks } from './until-it-works.ts';

/** How often what was captured is copied to storage; so much may be lost with the disk. */
const copyEveryMs = 10_000;
/** A room that gives no picture by then gives none. */
const startWithinMs = 30_000;

/** Captures a room to the disk until it is stopped, has emptied or cannot go on. */
export function record(deps: RecorderDeps, composition: Composition): Capturing {
  const ending = Promise.withResolvers<Ending>();
  return {
    stop: (reason) => ending.resolve({ isInterrupted: reason === 'closing' }),
    done: run(deps, composition, ending),
  };
}

/** How a capture ends. */
interface Ending {
  /** It was not meant to. */
  isInterrupted: boolean;
  error?: string;
}

function failure(error: string): Ending {
  return { isInterrupted: true, error };
}

async function run(deps: RecorderDeps, composition: Composition, ending: PromiseWithResolvers<Ending>): Promise<Composition | null> {
  const { id } = composition;
  const writing = createWriter(deps, id, ending);
  const speakers = keepSpeakers(deps, composition);
  const capture = await open(deps, composition, { writing, speakers }, ending);
  const starting = setTimeout(() => {
    if (!writing.hasBegun()) ending.resolve(failure('The room gave no picture within 30 seconds.'));
  }, startWithinMs);
  const copies = keepCopies(deps, composition);
  const { isInterrupted, error = null } = await ending.promise;
  clearTimeout(starting);
  await capture?.stop().catch(() => {});
  await writing.idle();
  await speakers.end();
  await copies.end();
  return move(deps, id, ['starting', 'active'], {
    state: 'finishing',
    stoppedAt: new Date(),
    isInterrupted,
    error,
  });
}

async function open(
  deps: RecorderDeps,
  composition: Composition,
  { writing, speakers }: { writing: Writer; speakers: SpeakerKeeper },
  ending: PromiseWithResolvers<Ending>,
): Promise<Capture | null> {
  const { id } = composition;
  const begin = () => {
    move(deps, id, ['starting'], { state: 'active', startedAt: new Date() }).catch(() => {});
  };
  return openRoom(deps, composition, {
    onChunk: writing.write,
    onStarted: begin,
    onSpeaking: speakers.note,
    onEmpty: () => ending.resolve({ isInterrupted: false }),
    onEnded: (reason) => ending.resolve(failure(reason)),
  }).catch((error: Error) => {
    ending.resolve(failure(error.message));
    return null;
  });
}

/** As long as PostgreSQL is away, it waits. */
function move(deps: RecorderDeps, id: string, from: CompositionState[], change: Change): Promise<Composition | null> {
  return untilItWorks(deps, id, () => changeState(deps, { id, holder: deps.holder, from }, change));
}

interface Writer {
  write(chunk: Buffer): void;
  /** Whether anything came. */
  hasBegun(): boolean;
  idle(): Promise<void>;
}

/** Writes the chunks one after another. A disk that takes no more ends the capture: what stands on it is kept. */
function createWriter({ captures }: RecorderDeps, id: string, ending: PromiseWithResolvers<Ending>): Writer {
  let last = Promise.resolve();
  let hasBegun = false;
  return {
    write(chunk) {
      hasBegun = true;
      last = last.then(() => captures.append(id, chunk)).catch((error: unknown) => {
        ending.resolve(failure(`The disk takes no more: ${textOf(error)}`));
      });
    },
    hasBegun: () => hasBegun,
    idle: () => last,
  };
}

/** Copies to storage what has come, every now and then. */
function keepCopies(deps: RecorderDeps, { id, objectName }: Composition): { end(): Promise<void> } {
  const parts = createPartsUpload(deps, id, objectName ?? '');
  const copy = runCoalesced(parts.copyNew, (error) => {
    deps.logger.warn({ err: error, compositionId: id }, 'Not copied; tried again');
  });
  let last = Promise.resolve();
  const copying = setInterval(() => (last = copy()), copyEveryMs);
  return {
    async end() {
      clearInterval(copying);
      // Where the file has lost its name, nobody finds it once it is closed: its copies are all there will be.
      if (!(await deps.captures.isThere(id))) {
        await last;
        await untilItWorks(deps, id, parts.copyNew);
      }
      await deps.captures.close(id);
    },
  };
}
