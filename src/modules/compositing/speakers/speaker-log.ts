import type { Speaking } from '../../../contracts/capture-page.ts';

/** Somebody spoke, with no longer pause; milliseconds from the first frame of the recording. */
export interface SpokenInterval {
  identity: string;
  /** The name that they had then. */
  name: string;
  fromMs: number;
  toMs: number;
}

/** Makes intervals of what is told about who speaks. */
export interface SpeakerLog {
  note(speaking: Speaking): void;
  /** What is new or has grown since the last call; who still speaks has spoken until `atMs`. */
  take(atMs: number): SpokenInterval[];
}

/** LiveKit tells of every pause for breath; those are left out. */
const longestBreathMs = 1_000;

interface OpenInterval extends SpokenInterval {
  isSpeaking: boolean;
}

export function createSpeakerLog(): SpeakerLog {
  const open = new Map<string, OpenInterval>();
  const changed = new Set<OpenInterval>();

  function begin(person: Speaking['people'][number], atMs: number): void {
    const last = open.get(person.identity);
    const goesOn = last !== undefined && atMs - last.toMs <= longestBreathMs;
    const interval = goesOn ? last : { ...person, fromMs: atMs, toMs: atMs, isSpeaking: true };
    open.set(person.identity, interval);
    speak(interval, atMs, true);
  }

  function speak(interval: OpenInterval, atMs: number, isSpeaking: boolean): void {
    interval.isSpeaking = isSpeaking;
    interval.toMs = Math.max(interval.toMs, atMs);
    changed.add(interval);
  }

  return {
    note({ atMs, people }) {
      const speaking = new Set(people.map(({ identity }) => identity));
      for (const interval of open.values()) {
        if (interval.isSpeaking && !speaking.has(interval.identity)) speak(interval, atMs, false);
      }
      for (const person of people) if (!open.get(person.identity)?.isSpeaking) begin(person, atMs);
    },
    take(atMs) {
      for (const [identity, interval] of open) {
        if (interval.isSpeaking) speak(interval, atMs, true);
        else if (atMs - interval.toMs > longestBreathMs) open.delete(identity);
      }
      const taken = [...changed].map(({ identity, name, fromMs, toMs }) => ({ identity, name, fromMs, toMs }));
      changed.clear();
      return taken;
    },
  };
}
