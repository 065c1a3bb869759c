import { ApiFailure } from '../api/api-failure.ts';

/** The server answers after so long, or as soon as something has changed. */
export const WAIT_SECONDS = 10;
/** Between two questions, should the server not let us wait. */
const LEAST_PAUSE_MS = 4_000;

/** Waits until another question may be asked after one of that moment, in milliseconds of `performance.now()`. */
export function pauseSince(askedAt: number): Promise<void> {
  const left = LEAST_PAUSE_MS - (performance.now() - askedAt);
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, left)));
}

/** Whether a failed call may succeed a moment later: whoever waits goes on waiting while the server is restarted. */
export function isPassing(error: unknown): boolean {
  return error instanceof ApiFailure && ['offline', 'unavailable', 'rate-limited'].includes(error.code);
}
