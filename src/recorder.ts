import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from './config/index.ts';
import type { Deps } from './deps.ts';
import { randomText } from './core/ids.ts';
import { compositionsChannel, openCaptureFolder, type RecorderDeps, runRecorder, type RunningRecorder } from './modules/compositing/index.ts';
import { previewsChannel, runPreviews } from './modules/recordings/index.ts';
import { launchCaptureBrowser } from './platform/browser/capture-browser.ts';
import { findChromium } from './platform/browser/find-chromium.ts';
import { hasFfmpeg } from './platform/ffmpeg/run-ffmpeg.ts';
import { createRecorderTokens } from './platform/livekit/recorder-tokens.ts';

/** What is missing may be installed while this process runs. */
const lookAgainMs = 3_000;
const drainMs = 8_000;

type RecorderConfig = Pick<Config, 'recorder' | 'livekit' | 'streams'>;
type SomeDeps = Pick<Deps, 'database' | 'compositing' | 'objects' | 'cipher' | 'streamOutgoing' | 'logger' | 'stopping' | 'webFolder'>;

/**
 * Records rooms until it is stopped, and calls `onReady` when it can. Waits, and says so in the log, where there is no
 * Chromium or no ffmpeg.
 */
export function startRecorder(config: RecorderConfig, deps: SomeDeps, onReady: () => void): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = runWhenPossible(config, deps, stopping.signal);
  void running.then((stop) => stop && onReady());
  return {
    async stop() {
      stopping.abort();
      // What cannot be stored by then stands on the disk, for the next process.
      setTimeout(() => deps.stopping.abort(), drainMs).unref();
      await running.then((stop) => stop?.()).catch(() => {});
    },
  };
}

type Stop = () => Promise<void>;

/** What keeps it from running may be over in a moment. Null when this process is stopped before. */
async function runWhenPossible(config: RecorderConfig, deps: SomeDeps, stopping: AbortSignal): Promise<Stop | null> {
  while (!stopping.aborted) {
    try {
      return await run(config, deps, stopping);
    } catch (error) {
      deps.logger.error({ err: error }, 'The recorder cannot run; tried again');
      await sleep(lookAgainMs, undefined, { signal: stopping }).catch(() => {});
    }
  }
  return null;
}

async function run(config: RecorderConfig, deps: SomeDeps, stopping: AbortSignal): Promise<Stop | null> {
  const chromium = await waitForPrograms(config, deps, stopping);
  if (chromium === null) return null;
  const captures = await openCaptureFolder(config.recorder.folder);
  const browser = await launchCaptureBrowser({ chromium, pageFolder: deps.webFolder });
  return runWith(config, deps, { captures, browser }).catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
}

type Means = Pick<RecorderDeps, 'captures' | 'browser'>;

async function runWith(config: RecorderConfig, deps: SomeDeps, { captures, browser }: Means): Promise<Stop> {
  const { logger, objects } = deps;
  // A container's process has the same number after a restart, and must not take its predecessor's work for its own.
  const holder = `${hostname()}:${process.pid}:${randomText(6)}`;
  const recorder: RunningRecorder = runRecorder(
    {
      ...deps.compositing,
      logger,
      objects,
      holder,
      browser,
      captures,
      cipher: deps.cipher,
      outgoing: deps.streamOutgoing,
      giveUpTargetAfterMs: config.streams.retryMs,
      livekitUrl: config.livekit.url,
      issueToken: createRecorderTokens(config.livekit),
      stopping: deps.stopping.signal,
    },
    config.recorder.capacity,
  );
  const { db, sql } = deps.database;
  const previews = runPreviews({ db, objects, logger, holder });
  const stop = async () => void (await Promise.all([recorder.stop(), previews.stop()]));
  const listening = [
    sql.listen(compositionsChannel, recorder.wake, recorder.wake),
    sql.listen(previewsChannel, previews.wake, previews.wake),
  ];
  const listeners = await Promise.all(listening).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return async () => {
    await Promise.allSettled(listeners.map((listener) => listener.unlisten()));
    await stop();
    await browser.close();
  };
}

/** The path of Chromium once that and ffmpeg are there; null when this process is stopped before. */
async function waitForPrograms({ recorder }: RecorderConfig, { logger }: SomeDeps, stopping: AbortSignal): Promise<string | null> {
  let told = '';
  while (!stopping.aborted) {
    const found = await findPrograms(recorder).catch((error: Error) => ({ missing: error.message }));
    if (typeof found === 'string') return found;
    if (found.missing !== told) logger.warn(`Nothing is recorded here: ${found.missing}`);
    told = found.missing;
    await sleep(lookAgainMs, undefined, { signal: stopping }).catch(() => {});
  }
  return null;
}

async function findPrograms({ path, chromium }: Config['recorder']): Promise<string | { missing: string }> {
  const found = await findChromium(path, chromium);
  if (found === null) return { missing: 'there is no Chromium (Debian: apt-get install chromium).' };
  return (await hasFfmpeg()) ? found : { missing: 'there is no ffmpeg (Debian: apt-get install ffmpeg).' };
}
