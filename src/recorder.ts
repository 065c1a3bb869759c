import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from './config/index.ts';
import type { Deps } from './deps.ts';
import { compositionsChannel, openCaptureFolder, runRecorder, type RunningRecorder } from './modules/compositing/index.ts';
import { launchCaptureBrowser } from './platform/browser/capture-browser.ts';
import { findChromium } from './platform/browser/find-chromium.ts';
import { runFfmpeg } from './platform/ffmpeg/run-ffmpeg.ts';
import { createRecorderTokens } from './platform/livekit/recorder-tokens.ts';

/** What is missing may be installed while this process runs. */
const lookAgainMs = 30_000;

type RecorderConfig = Pick<Config, 'recorder' | 'livekit'>;
type SomeDeps = Pick<Deps, 'database' | 'compositing' | 'objects' | 'logger' | 'stopping' | 'webFolder'>;

/** Records rooms until it is stopped. Waits, and says so in the log, where there is no Chromium or no ffmpeg. */
export function startRecorder(config: RecorderConfig, deps: SomeDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = run(config, deps, stopping.signal);
  running.catch((error: unknown) => deps.logger.error({ err: error }, 'The recorder cannot run'));
  return {
    async stop() {
      stopping.abort();
      await running.then((stop) => stop?.()).catch(() => {});
    },
  };
}

async function run(config: RecorderConfig, deps: SomeDeps, stopping: AbortSignal): Promise<(() => Promise<void>) | null> {
  const chromium = await waitForPrograms(config, deps, stopping);
  if (chromium === null) return null;
  const browser = await launchCaptureBrowser({ chromium, pageFolder: deps.webFolder });
  const captures = await openCaptureFolder(config.recorder.folder);
  const recorder: RunningRecorder = runRecorder(
    {
      ...deps.compositing,
      logger: deps.logger,
      objects: deps.objects,
      holder: `${hostname()}:${process.pid}`,
      browser,
      captures,
      livekitUrl: config.livekit.url,
      issueToken: createRecorderTokens(config.livekit),
      stopping: deps.stopping.signal,
    },
    config.recorder.capacity,
  );
  const listener = await deps.database.sql.listen(compositionsChannel, recorder.wake, recorder.wake);
  return async () => {
    await listener.unlisten().catch(() => {});
    await recorder.stop();
    await browser.close();
  };
}

/** The path of Chromium once that and ffmpeg are there; null when this process is stopped before. */
async function waitForPrograms({ recorder }: RecorderConfig, { logger }: SomeDeps, stopping: AbortSignal): Promise<string | null> {
  while (!stopping.aborted) {
    try {
      await runFfmpeg('ffprobe', ['-version']);
      const chromium = await findChromium(recorder.path, recorder.chromium);
      if (chromium !== null) return chromium;
      logger.warn('Nothing is recorded here: there is no Chromium (Debian: apt-get install chromium).');
    } catch (error) {
      logger.warn({ err: error }, 'Nothing is recorded here: there is no ffmpeg, or no Chromium where CHROMIUM_PATH says.');
    }
    await sleep(lookAgainMs, undefined, { signal: stopping }).catch(() => {});
  }
  return null;
}
