import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Config } from './config/index.ts';
import type { Deps } from './deps.ts';
import { randomText } from './core/ids.ts';
import {
  type Capacity,
  createCapacity,
  createFfmpegCheck,
  meterEngine,
  runLive,
  runPostTranscriptions,
  transcriptionsChannel,
  watchModels,
} from './modules/transcription/index.ts';
import { createRecorderTokens } from './platform/livekit/recorder-tokens.ts';
import { listenToRoom } from './platform/livekit/listen/listen-to-room.ts';
import { createSpeechEngine } from './platform/stt/engine.ts';
import { SpeechUnavailableError } from './platform/stt/libvosk.ts';
import type { SpeechEngine } from './platform/stt/speech.ts';

type TranscriberConfig = Pick<Config, 'transcription' | 'livekit'>;
type SomeDeps = Pick<Deps, 'database' | 'transcription' | 'transcriptionQueue' | 'objects' | 'logger'>;

interface RunningTranscriber {
  stop(): Promise<void>;
}

/**
 * Writes down what is said until it is stopped. Without a model it waits for one, and where Vosk cannot run it does
 * nothing; both stand in the log. Calls `onLanguages` whenever others can be heard than before.
 */
export async function startTranscriber(
  config: TranscriberConfig,
  deps: SomeDeps,
  onLanguages: (languages: readonly string[]) => void,
): Promise<RunningTranscriber> {
  try {
    const engine = createSpeechEngine({ threads: config.transcription.threads, logger: deps.logger });
    return await runTranscriber(engine, config, deps, onLanguages);
  } catch (error) {
    if (!(error instanceof SpeechUnavailableError)) throw error;
    deps.logger.warn(`Nothing is transcribed here: ${error.message}`);
    return { stop: async () => {} };
  }
}

async function runTranscriber(
  ears: SpeechEngine,
  { transcription: { modelsFolder }, livekit }: TranscriberConfig,
  { database: { sql }, transcription, transcriptionQueue: queue, objects, logger }: SomeDeps,
  onLanguages: (languages: readonly string[]) => void,
): Promise<RunningTranscriber> {
  const engine = meterEngine(ears);
  const capacity = createCapacity(engine);
  const folderOf = (model: string) => join(modelsFolder, model);
  const issueToken = createRecorderTokens(livekit);
  const models = await watchModels(modelsFolder, logger, (languages, added) => {
    onLanguages(languages);
    void measureAll(capacity, added.map(folderOf), logger);
  });
  const { readLanguages } = models;
  const ffmpeg = createFfmpegCheck(logger);
  await ffmpeg.look();
  // A container's process has the same number after a restart, and must not take its predecessor's work for its own.
  const common = { ...transcription, logger, engine, holder: `${hostname()}:${process.pid}:${randomText(6)}`, modelFolder: folderOf };
  const live = runLive(
    {
      ...common,
      listen: listenToRoom,
      livekitUrl: livekit.url,
      issueToken: (room) => issueToken({ ...room, kind: 'transcription' }),
    },
    { capacity, readLanguages, readsFiles: ffmpeg.isThere },
  );
  const post = runPostTranscriptions({ ...common, objects, queue, ffmpeg, readLanguages, countLive: live.countSpeaking });
  const wake = () => {
    live.wake();
    post.wake();
  };
  const listener = await sql.listen(transcriptionsChannel, wake, wake);
  return {
    async stop() {
      await listener.unlisten().catch(() => {});
      models.close();
      // Neither is cut off by a failure of the other.
      await Promise.allSettled([live.stop(), post.stop()]);
      capacity.close();
      await engine.close();
    },
  };
}

/** One after another: each takes a core and the memory of its model. */
async function measureAll(capacity: Capacity, folders: readonly string[], logger: Deps['logger']): Promise<void> {
  for (const folder of folders) {
    await capacity.measure(folder).catch((error: unknown) => logger.warn({ err: error, folder }, 'A model could not be tried'));
  }
  logger.info({ capacity: capacity.read(), factor: capacity.readFactor() }, 'Measured how many people can be listened to');
}
