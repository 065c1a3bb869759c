import { setTimeout as sleep } from 'node:timers/promises';
import type { SpeakerNames } from '../../../contracts/transcription.ts';
import { randomText } from '../../../core/ids.ts';
import { toLivekitRoom } from '../../../platform/livekit/room-names.ts';
import type { Listening, SoundTaker, SoundTrack } from '../../../platform/livekit/listen/sound.ts';
import { createVoiceGate } from '../../../platform/stt/voice-gate.ts';
import { storeSegments } from '../store-segments.ts';
import { type PartialSegment, tellPartial } from '../tell-partial.ts';
import { createCaptionStream } from './caption-stream.ts';
import type { LiveDeps, LiveTranscription } from './live-deps.ts';
import { createSegmentQueue } from './segment-queue.ts';
import { Speaker } from './speaker.ts';

const firstRetryMs = 250;
const lastRetryMs = 3_000;
/** A connection that held for so long was a good one. */
const steadyMs = 10_000;
/** A room that is listened to for so long is not what ends transcribers. */
const harmlessMs = 60_000;

const deaf: SoundTaker = { take() {}, pause() {}, close() {} };

/** Listens to a room and writes down what is said; joins it anew for as long as it takes, until the session is ended. */
export class RoomSession {
  readonly #deps: LiveDeps;
  readonly #queue;
  readonly #captions = createCaptionStream(() => this.#listening?.sendText ?? null);
  readonly #speakers = new Set<Speaker>();
  readonly #leaving = new AbortController();
  readonly #beganAt = performance.now();
  readonly #staying: Promise<void>;
  #transcription: LiveTranscription;
  #listening: Listening | null = null;
  #ending: Promise<void> | null = null;

  constructor(deps: LiveDeps, transcription: LiveTranscription) {
    this.#deps = deps;
    this.#transcription = transcription;
    const lease = { transcriptionId: transcription.id, holder: deps.holder };
    this.#queue = createSegmentQueue({
      store: (segments) => storeSegments(deps, lease, segments),
      stored: (segments) => segments.forEach((segment) => this.#captions.send({ ...segment, isFinal: true })),
      lost: () => this.#leaving.abort(),
      report: (error) => this.#warn(error, 'What was said is not stored yet; tried again'),
    });
    this.#staying = this.#stay();
  }

  /** How many people speak now. */
  countSpeaking(): number {
    return [...this.#speakers].filter((speaker) => speaker.isSpeaking()).length;
  }

  /** Whether it goes on for so long that the room does no harm. */
  isSteady(): boolean {
    return performance.now() - this.#beganAt > harmlessMs;
  }

  rename(speakers: SpeakerNames): void {
    this.#transcription = { ...this.#transcription, speakers };
  }

  /** Ends what is being said, and resolves when that is stored, if it is ours to store, and the room is left. */
  end(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    await Promise.all([...this.#speakers].map((speaker) => speaker.end()));
    await this.#queue.drained();
    await this.#captions.idle();
    this.#leaving.abort();
    await this.#staying;
  }

  async #stay(): Promise<void> {
    const { signal } = this.#leaving;
    for (let retryMs = firstRetryMs; !signal.aborted; retryMs = Math.min(retryMs * 2, lastRetryMs)) {
      const joinedAt = performance.now();
      try {
        if (await this.#isRoomOpen()) await this.#listen(signal);
      } catch (error) {
        if (!signal.aborted) this.#warn(error, 'The room cannot be listened to; tried again');
      }
      if (performance.now() - joinedAt > steadyMs) retryMs = firstRetryMs;
      await sleep(retryMs, undefined, { signal }).catch(() => {});
    }
  }

  /** Whoever joins a room that is not open opens it anew. */
  async #isRoomOpen(): Promise<boolean> {
    const { workspaceId, roomId } = this.#transcription;
    const name = toLivekitRoom(workspaceId, roomId);
    return (await this.#deps.livekit.onServer((client) => client.listRooms([name]))).length > 0;
  }

  /** Resolves when the session leaves the room; rejects when the connection is lost. */
  async #listen(signal: AbortSignal): Promise<void> {
    const { listen, livekitUrl: url, issueToken, logger } = this.#deps;
    const { id: transcriptionId, workspaceId, roomId, attempts } = this.#transcription;
    // One of its own each time: whoever joins as somebody who is there puts them out.
    const token = issueToken({ workspaceId, roomId, identity: `plenum-transcriber-${randomText(8)}` });
    const over = Promise.withResolvers<void>();
    const ended = (reason: string) => over.reject(new Error(`LiveKit ended the connection: ${reason}`));
    const listening = await listen({ url, token }, { opened: (track) => this.#open(track), ended });
    this.#listening = listening;
    logger.info({ transcriptionId, attempts }, 'Listening to a room');
    signal.addEventListener('abort', () => over.resolve(), { once: true });
    if (signal.aborted) over.resolve();
    await over.promise.finally(() => (this.#listening = null));
    await listening.leave();
  }

  #open(track: SoundTrack): SoundTaker {
    // It stays in the room until the last sentence is told; nothing that is said meanwhile is to be written down.
    if (this.#ending) return deaf;
    const { engine, modelFolder } = this.#deps;
    const { model, options, startedAt } = this.#transcription;
    const speaker = new Speaker(
      {
        engine,
        openGate: createVoiceGate,
        modelFolder: modelFolder(model),
        phrases: options.phrases ?? [],
        partials: options.partialResults !== false,
        startedAt,
        partial: (partial) => this.#tellPartial(partial),
        final: this.#queue.add,
        failed: (error) => this.#warn(error, 'Somebody is not understood; tried again'),
      },
      track,
    );
    this.#speakers.add(speaker);
    return {
      take: (samples) => speaker.take(samples),
      pause: () => speaker.pause(),
      close: () => void speaker.end().finally(() => this.#speakers.delete(speaker)),
    };
  }

  #tellPartial(partial: PartialSegment): void {
    const told = tellPartial(this.#deps, this.#transcription, partial);
    if (told) this.#captions.send({ ...told, isFinal: false });
  }

  #warn(error: unknown, message: string): void {
    this.#deps.logger.warn({ err: error, transcriptionId: this.#transcription.id }, message);
  }
}
