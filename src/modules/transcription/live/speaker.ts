import { sampleRate } from '../../../core/sound.ts';
import type { SoundTrack } from '../../../platform/livekit/listen/sound.ts';
import type { Utterance } from '../../../platform/stt/speech.ts';
import type { GateEvent, VoiceGate } from '../../../platform/stt/voice-gate.ts';
import type { NewSegment } from '../store-segments.ts';
import type { PartialSegment } from '../tell-partial.ts';
import { Ear, type EarOptions } from './ear.ts';
import { createArrivalClock } from './arrival-clock.ts';
import { createThrottle } from './throttle.ts';
import { Timeline } from '../timeline.ts';
import { secondsFrom, speakerOf, toSegment } from './to-segment.ts';

/** Who has not spoken for so long has no recogniser, and takes no memory. */
const idleMs = 30_000;
/** When no samples come, not even silent ones, nobody is heard to have ended. */
const stalledMs = 1_500;
const speaksMs = 10_000;
const partialEveryMs = 200;
/** A model that cannot be loaded is not tried at every word. */
const deafMs = 5_000;

export interface SpeakerDeps extends Omit<EarOptions, 'newId'> {
  openGate(): Promise<VoiceGate>;
  startedAt: Date;
  partial(segment: PartialSegment): void;
  final(segment: NewSegment): void;
  failed(error: Error): void;
}

/** Writes down what is said on one track. */
export class Speaker {
  readonly #deps: SpeakerDeps;
  readonly #track: SoundTrack;
  readonly #newId: (at: number) => string;
  readonly #clockOf = createArrivalClock();
  /** When the samples were to be heard that the gate counts. */
  readonly #received = new Timeline();
  readonly #partials;
  readonly #gate: Promise<VoiceGate>;
  #openGate: VoiceGate | null = null;
  #early: Int16Array[] = [];
  #ear: Ear | null = null;
  /** The end of the recognisers of before. */
  #closed: Promise<void> = Promise.resolve();
  #ending: Promise<void> | null = null;
  readonly #stalled = setTimeout(() => this.pause(), stalledMs).unref();
  readonly #idle = setTimeout(() => this.#shut(), idleMs).unref();
  #spokeAt = Number.NEGATIVE_INFINITY;
  #deafUntil = Number.NEGATIVE_INFINITY;

  constructor(deps: SpeakerDeps, track: SoundTrack) {
    this.#deps = deps;
    this.#track = track;
    this.#newId = createIds(track.trackSid, deps.startedAt);
    this.#partials = createThrottle(partialEveryMs, deps.partial);
    this.#gate = deps.openGate();
    this.#gate.then((gate) => this.#begin(gate), deps.failed);
  }

  /** Takes what the track gives, silence too. */
  take(samples: Int16Array): void {
    if (this.#ending) return;
    this.#stalled.refresh();
    this.#received.add(samples.length, this.#clockOf(samples.length));
    if (this.#openGate) this.#handle(this.#openGate.push(samples));
    else this.#early.push(samples);
  }

  /** Ends what is being said; more may come. */
  pause(): void {
    if (this.#openGate) this.#handle(this.#openGate.flush());
  }

  /** Whether somebody speaks there, or did until just now. */
  isSpeaking(): boolean {
    return performance.now() - this.#spokeAt < speaksMs;
  }

  /** Ends what is being said, and resolves when it was told. Takes nothing afterwards. */
  end(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  #begin(gate: VoiceGate): void {
    this.#openGate = gate;
    for (const samples of this.#early) this.#handle(gate.push(samples));
    this.#early = [];
  }

  #handle(events: readonly GateEvent[]): void {
    for (const event of events) {
      if (event.kind === 'ended') void this.#ear?.end();
      else this.#hear(event.samples, event.at / sampleRate);
    }
  }

  #hear(samples: Int16Array<ArrayBuffer>, moment: number): void {
    this.#spokeAt = performance.now();
    this.#idle.refresh();
    if (this.#spokeAt < this.#deafUntil) return;
    this.#ear ??= this.#createEar();
    this.#ear.hear(samples, this.#received.toTime(moment));
    this.#received.forgetBefore(moment);
  }

  #createEar(): Ear {
    const ear = new Ear({ ...this.#deps, newId: this.#newId }, {
      heardPartial: (segmentId, text, at) => this.#tellPartial(segmentId, text, at),
      heard: (segmentId, utterance, timeline) => this.#tell(segmentId, utterance, timeline),
      failed: (error) => {
        if (this.#ear === ear) this.#ear = null;
        this.#deafUntil = performance.now() + deafMs;
        this.#deps.failed(error);
      },
    });
    return ear;
  }

  #tellPartial(segmentId: string, text: string, at: number): void {
    const { startedAt } = this.#deps;
    const start = secondsFrom(startedAt, at);
    const end = Math.max(start, secondsFrom(startedAt, Date.now()));
    this.#partials.push({ ...speakerOf(this.#track), segmentId, text, start, end, at: new Date(at) });
  }

  #tell(segmentId: string, utterance: Utterance, timeline: Timeline): void {
    // A part of it would come after the whole.
    this.#partials.clear();
    const { startedAt, final } = this.#deps;
    final(toSegment({ segmentId, track: this.#track, utterance, timeline, startedAt }));
  }

  #shut(): void {
    const ear = this.#ear;
    this.#ear = null;
    if (ear) this.#closed = after(this.#closed, ear.close());
  }

  async #end(): Promise<void> {
    clearTimeout(this.#stalled);
    const gate = await this.#gate.catch(() => null);
    this.pause();
    this.#openGate = null;
    gate?.close();
    this.#shut();
    clearTimeout(this.#idle);
    await this.#closed;
  }
}

async function after(...all: Promise<void>[]): Promise<void> {
  await Promise.all(all);
}

/** Ids that rise with time, unique in a track. */
function createIds(trackSid: string, startedAt: Date): (at: number) => string {
  let last = -1;
  return (at) => {
    last = Math.max(last + 1, Math.round(at - startedAt.getTime()));
    return `${trackSid}:${last}`;
  };
}
