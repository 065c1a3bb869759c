import type { Logger } from 'pino';
import type { ObjectStore } from '../../../platform/objects/client.ts';
import type { WakeQueue } from '../../../platform/queue/wake-queue.ts';
import type { SpeechEngine } from '../../../platform/stt/speech.ts';
import type { TranscriptionDeps } from '../deps.ts';
import type { FfmpegCheck } from './ffmpeg-check.ts';

/** What a transcriber works with that writes down recordings. */
export interface PostDeps extends Pick<TranscriptionDeps, 'db' | 'audience'> {
  objects: ObjectStore;
  logger: Logger;
  engine: SpeechEngine;
  ffmpeg: FfmpegCheck;
  /** The transcriber's id in its leases. */
  holder: string;
  /** The languages of the complete models that are there now, which are the names of their folders. */
  readLanguages(): readonly string[];
  /** Where one of them is. */
  modelFolder(model: string): string;
  /** How many people speak live here now: they go first. */
  countLive(): number;
  /** Wakes this process for a recording; it finds them without that, too, but later. */
  queue: Pick<WakeQueue<{ id: string }>, 'consume'>;
}
