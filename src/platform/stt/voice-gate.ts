import { createVoiceDetector, frameLength, type VoiceDetector } from './voice-detector.ts';

/** What a gate lets through. `at` counts samples from the first that the gate was given. */
export type GateEvent =
  /** To be written to a recogniser. What follows one another without `ended` between is without a gap. */
  | { kind: 'speech'; samples: Int16Array<ArrayBuffer>; at: number }
  /** Nobody speaks any more: end the utterance. */
  | { kind: 'ended'; at: number };

/** Lets speech through and keeps silence back: 16,000 samples a second, one channel, in pieces of any length. */
export interface VoiceGate {
  push(samples: Int16Array): GateEvent[];
  /** The stream pauses or ends: what is open is ended. Samples may follow. */
  flush(): GateEvent[];
  close(): void;
}

/** What comes before the first voiced frame is let through, too: words begin softly. */
const leadInFrames = 15;
/** Silence after the last voiced frame that is let through before the utterance ends: 600 ms. */
const hangoverFrames = 30;
/** So many of the last frames must be voiced before the gate opens: a click is no word. */
const openingFrames = 5;
const openingVoiced = 3;
/** Below this peak nothing is heard, and the detector is not asked. */
const silentPeak = 32;
/** What has been within 4 dB for a second is a fan or a tone: speech rises and falls with every syllable. */
const steadyFrames = 50;
const steadyRatio = 2.5;

/** Makes a gate with WebRTC's voice detector. */
export async function createVoiceGate(): Promise<VoiceGate> {
  return gateWith(await createVoiceDetector());
}

/** The gate itself. Exported for its tests. */
export function gateWith(detector: VoiceDetector): VoiceGate {
  const gate = new Gate(detector);
  const rest = new Int16Array(frameLength);
  let filled = 0;
  return {
    push(samples) {
      const events: GateEvent[] = [];
      let at = 0;
      while (at < samples.length) {
        const part = samples.subarray(at, at + frameLength - filled);
        rest.set(part, filled);
        at += part.length;
        filled += part.length;
        if (filled < frameLength) break;
        filled = 0;
        gate.take(rest.slice(), events);
      }
      return joinSpeech(events);
    },
    flush: () => gate.end([]),
    close: () => detector.close(),
  };
}

/** Decides frame by frame. */
class Gate {
  readonly #detector: VoiceDetector;
  /** Frames of the lead-in, while it is shut. */
  #held: Int16Array<ArrayBuffer>[] = [];
  #recent: boolean[] = [];
  #energies: number[] = [];
  #isOpen = false;
  #unvoiced = 0;
  #at = 0;

  constructor(detector: VoiceDetector) {
    this.#detector = detector;
  }

  take(frame: Int16Array<ArrayBuffer>, events: GateEvent[]): void {
    const isVoiced = this.#hears(frame);
    if (this.#isOpen) this.#pass(frame, isVoiced, events);
    else this.#hold(frame, isVoiced, events);
    this.#at += frame.length;
  }

  #hears(frame: Int16Array): boolean {
    const isLoud = frame.some((sample) => sample > silentPeak || sample < -silentPeak);
    this.#energies.push(isLoud ? energyOf(frame) : 0);
    if (this.#energies.length > steadyFrames) this.#energies.shift();
    return isLoud && !isSteady(this.#energies) && this.#detector.isVoice(frame);
  }

  end(events: GateEvent[]): GateEvent[] {
    if (this.#isOpen) events.push({ kind: 'ended', at: this.#at });
    this.#isOpen = false;
    this.#held = [];
    this.#recent = [];
    return events;
  }

  #hold(frame: Int16Array<ArrayBuffer>, isVoiced: boolean, events: GateEvent[]): void {
    this.#held.push(frame);
    if (this.#held.length > leadInFrames) this.#held.shift();
    this.#recent.push(isVoiced);
    if (this.#recent.length > openingFrames) this.#recent.shift();
    if (this.#recent.filter(Boolean).length < openingVoiced) return;
    const first = this.#at - (this.#held.length - 1) * frameLength;
    this.#held.forEach((samples, index) => events.push({ kind: 'speech', samples, at: first + index * frameLength }));
    this.#isOpen = true;
    this.#unvoiced = 0;
  }

  #pass(frame: Int16Array<ArrayBuffer>, isVoiced: boolean, events: GateEvent[]): void {
    events.push({ kind: 'speech', samples: frame, at: this.#at });
    this.#unvoiced = isVoiced ? 0 : this.#unvoiced + 1;
    if (this.#unvoiced < hangoverFrames) return;
    this.#at += frame.length;
    this.end(events);
    this.#at -= frame.length;
  }
}

function energyOf(frame: Int16Array): number {
  return frame.reduce((sum, sample) => sum + sample * sample, 0);
}

function isSteady(energies: number[]): boolean {
  return energies.length === steadyFrames && Math.max(...energies) < Math.min(...energies) * steadyRatio;
}

/** One piece instead of many frames. */
function joinSpeech(events: GateEvent[]): GateEvent[] {
  const joined: GateEvent[] = [];
  let run: Extract<GateEvent, { kind: 'speech' }>[] = [];
  const close = (): void => {
    const [first] = run;
    if (first) joined.push({ ...first, samples: concat(run.map(({ samples }) => samples)) });
    run = [];
  };
  for (const event of events) {
    if (event.kind === 'speech') run.push(event);
    else close();
    if (event.kind === 'ended') joined.push(event);
  }
  close();
  return joined;
}

function concat(frames: Int16Array[]): Int16Array<ArrayBuffer> {
  const all = new Int16Array(frames.reduce((length, frame) => length + frame.length, 0));
  let at = 0;
  for (const frame of frames) {
    all.set(frame, at);
    at += frame.length;
  }
  return all;
}
