import { runCoalesced } from '../../../core/run-coalesced.ts';
import type { Capture } from '../../../platform/browser/capture-browser.ts';
import { changeState } from '../change-state.ts';
import type { Composition } from '../tables.ts';
import { finish } from './finish.ts';
import { createPartsUpload } from './parts.ts';
import type { RecorderDeps } from './recorder-deps.ts';

/** How often what was captured is copied to storage; so much may be lost with the disk. */
const copyEveryMs = 10_000;
/** A room that gives no picture by then gives none. */
const startWithinMs = 30_000;

/** A composition that is being captured in this process. */
export interface Recording {
  /** Ends the capture; the file is made then. */
  stop(): void;
  /** Resolves when its file is in storage, or it has failed. */
  done: Promise<void>;
}

/** Captures a room until it is stopped, has emptied or cannot go on, then makes its file. */
export function record(deps: RecorderDeps, composition: Composition): Recording {
  const ending = Promise.withResolvers<Ending>();
  return { stop: () => ending.resolve({}), done: run(deps, composition, ending) };
}

/** Why a capture ends; with an error when it was not meant to. */
interface Ending {
  error?: string;
}

async function run(deps: RecorderDeps, composition: Composition, ending: PromiseWithResolvers<Ending>): Promise<void> {
  const { id } = composition;
  const { holder } = deps;
  const writing = createWriter(deps, id, ending);
  const capture = await open(deps, composition, writing, ending);
  const timers = keepCopies(deps, composition, ending, writing);
  const { error } = await ending.promise;
  timers.stop();
  await capture?.stop().catch(() => {});
  await writing.idle();
  const change = { stoppedAt: new Date(), isInterrupted: error !== undefined, error: error ?? null };
  const finishing = await changeState(
    deps,
    { id, holder, from: ['starting', 'active'] },
    { state: 'finishing', ...change },
  );
  if (finishing) await finish(deps, finishing);
}

async function open(
  deps: RecorderDeps,
  composition: Composition,
  writing: Writer,
  ending: PromiseWithResolvers<Ending>,
): Promise<Capture | null> {
  const { id, workspaceId, roomId, picture } = composition;
  const token = deps.issueToken({ workspaceId, roomId }, `plenum-recorder-${id}`);
  const begin = () => {
    const active = { state: 'active' as const, startedAt: new Date() };
    changeState(deps, { id, holder: deps.holder, from: ['starting'] }, active).catch((error: unknown) => {
      deps.logger.warn({ err: error, compositionId: id }, 'The start was not written down');
    });
  };
  try {
    return await deps.browser.open(
      { livekitUrl: deps.livekitUrl, token, ...picture },
      {
        onChunk: writing.write,
        onStarted: begin,
        onEmpty: () => ending.resolve({}),
        onEnded: (reason) => ending.resolve({ error: reason }),
      },
    );
  } catch (error) {
    ending.resolve({ error: `The recorder could not join the room: ${error instanceof Error ? error.message : 'unknown'}` });
    return null;
  }
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
        ending.resolve({ error: `The disk takes no more: ${error instanceof Error ? error.message : 'unknown'}` });
      });
    },
    hasBegun: () => hasBegun,
    idle: () => last,
  };
}

function keepCopies(
  deps: RecorderDeps,
  { id, objectName }: Composition,
  ending: PromiseWithResolvers<Ending>,
  writing: Writer,
): { stop(): void } {
  const parts = createPartsUpload(deps, id, objectName ?? '');
  const copy = runCoalesced(parts.copyNew, (error) => {
    deps.logger.warn({ err: error, compositionId: id }, 'Not copied; tried again');
  });
  const copying = setInterval(copy, copyEveryMs);
  const starting = setTimeout(() => {
    if (!writing.hasBegun()) ending.resolve({ error: 'The room gave no picture within 30 seconds.' });
  }, startWithinMs);
  return {
    stop() {
      clearInterval(copying);
      clearTimeout(starting);
    },
  };
}
