import type { Waiting } from '../meeting-state.ts';

/** The names of who came to the door, and the names that nobody there has any more. */
export function compareWaiting(before: Waiting[], now: Waiting[]): { come: string[]; gone: string[] } {
  const ids = new Set(before.map(({ waitingId }) => waitingId));
  const names = new Set(now.map(({ name }) => name));
  return {
    come: now.filter(({ waitingId }) => !ids.has(waitingId)).map(({ name }) => name),
    gone: before.filter(({ name }) => !names.has(name)).map(({ name }) => name),
  };
}
