import type { Utterance } from './speech.ts';

/** What the engine asks a thread to do. `id` is a recogniser's, `task` what `done` or `undone` answers. */
export type ThreadRequest =
  | { kind: 'open'; task: number; id: number; model: bigint; phrases: readonly string[]; partials: boolean }
  | { kind: 'write'; task: number; id: number; samples: Int16Array<ArrayBuffer> }
  | { kind: 'end'; task: number; id: number }
  | { kind: 'close'; task: number; id: number };

/** What a thread tells the engine. */
export type ThreadAnswer =
  | { kind: 'opened'; id: number; pointer: bigint; unknown: string[] }
  | { kind: 'partial'; id: number; text: string }
  | { kind: 'heard'; id: number; utterance: Utterance }
  | { kind: 'done'; task: number }
  | { kind: 'undone'; task: number; reason: string };
