import { sampleRate } from '../../../core/sound.ts';
import { decodeSound, DecodeError } from '../../../platform/ffmpeg/decode-sound.ts';
import { readFacts } from '../../../platform/ffmpeg/media-source.ts';
import { isRecordingThere, openMedia, type RecordingMedia } from '../../recordings/index.ts';
import type { Lease } from '../leases.ts';
import { readChunks, storeChunk } from '../store-chunk.ts';
import type { NewSegment } from '../store-segments.ts';
import type { Transcription } from '../tables.ts';
import { type Attribution, createAttribution } from './attribute.ts';
import { cutAtSilences, type SoundChunk } from './cut-at-silences.ts';
import { hearChunk } from './hear-chunk.ts';
import type { Limiter } from './limiter.ts';
import type { PostDeps } from './post-deps.ts';
import { createProgress, type Progress } from './progress.ts';
import { toSegments } from './to-segments.ts';

/** A recording that cannot be transcribed, and why, for whoever asked for it. */
export class HopelessError extends Error {}
/** Another transcriber has it, or it was deleted. */
export class LostError extends Error {}

export interface Work {
  transcription: Transcription;
  lease: Lease;
  /** The places of all recordings that are being written down here. */
  limiter: Limiter;
  /** How many chunks were stored. */
  stored: number;
  signal: AbortSignal;
}

/** Longer than anything takes; it begins anew after that. */
const addressSeconds = 24 * 3_600;

const reasons = {
  'gone': 'The recording was deleted.',
  'no-sound': 'The recording has no sound.',
  'unreadable': 'The file is damaged: nothing of it can be read.',
};

/**
 * Writes down what is not written down yet of a recording: decodes all of it, hears several chunks at a time, and keeps
 * no more of them in memory. What was stored when it rejects stays, and the next call goes on there.
 */
export async function writeDownRecording(deps: PostDeps, work: Work): Promise<void> {
  const { transcription, signal } = work;
  const recording = { workspaceId: transcription.workspaceId, recordingId: transcription.recordingId ?? '' };
  const media = await openMedia(deps, recording, addressSeconds);
  if (media === null) throw new HopelessError(reasons.gone);
  const duration = media.durationSeconds ?? (await findDuration(media, signal));
  const job: Job = {
    work,
    recording,
    attribution: createAttribution(media.speakers),
    progress: createProgress(duration, transcription.progress),
    last: Promise.resolve(),
  };
  try {
    await hearAll(deps, job, media);
  } catch (error) {
    throw error instanceof DecodeError && error.kind !== 'interrupted' ? new HopelessError(reasons[error.kind]) : error;
  }
}

interface Job {
  work: Work;
  recording: { workspaceId: string; recordingId: string };
  attribution: Attribution;
  progress: Progress;
  /** Chunks are stored one after another, so that the progress never goes back. */
  last: Promise<unknown>;
}

/** Of a file that was uploaded just now. */
async function findDuration(media: RecordingMedia, signal: AbortSignal): Promise<number | null> {
  const facts = await readFacts({ ...media, signal }).catch(() => null);
  return facts?.durationSeconds ?? null;
}

async function hearAll(deps: PostDeps, job: Job, media: RecordingMedia): Promise<void> {
  const { transcription, limiter, signal: cancelled } = job.work;
  const done = await readChunks(deps.db, transcription.id);
  const failing = new AbortController();
  const signal = AbortSignal.any([cancelled, failing.signal]);
  const hearing = new Set<Promise<void>>();
  try {
    for await (const chunk of cutAtSilences(decodeSound({ ...media, signal }))) {
      if (done.has(chunk.position)) {
        job.progress.add(chunk.samples.length / sampleRate);
        continue;
      }
      // Until there is a place, nothing more is decoded.
      const release = await limiter.acquire(signal);
      const heard = hear(deps, job, chunk, signal)
        .catch((error: unknown) => failing.abort(error))
        .finally(() => {
          release();
          hearing.delete(heard);
        });
      hearing.add(heard);
    }
  } finally {
    await Promise.all(hearing);
  }
  signal.throwIfAborted();
}

async function hear(deps: PostDeps, job: Job, chunk: SoundChunk, signal: AbortSignal): Promise<void> {
  const { transcription } = job.work;
  const recogniser = { modelFolder: deps.modelFolder(transcription.model), phrases: transcription.options.phrases ?? [] };
  const isLiveBusy = () => deps.countLive() > 0;
  const utterances = await hearChunk({ engine: deps.engine, recogniser, isLiveBusy, signal }, chunk);
  const segments = toSegments(chunk.position, utterances, job.attribution, new Date());
  const storing = job.last.then(() => store(deps, job, chunk, segments, signal));
  job.last = storing.catch(() => {});
  await storing;
}

async function store(deps: PostDeps, job: Job, chunk: SoundChunk, segments: NewSegment[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (!(await isRecordingThere(deps.db, job.recording))) throw new HopelessError(reasons.gone);
  const { position, samples } = chunk;
  const progress = job.progress.add(samples.length / sampleRate);
  const stored = await storeChunk(deps, job.work.lease, { position, progress, segments });
  if (stored === null) throw new LostError('It is no longer this transcriber\'s.');
  job.work.stored += 1;
}
