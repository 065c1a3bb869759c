import { setTimeout as sleep } from 'node:timers/promises';
import { ignoreNotFound } from '../../core/errors.ts';

const delaysMs = [50, 100, 200, 400, 800, 1_500];

/**
 * Repeats a change to a participant who is known to be there: just after a join, LiveKit can answer for about three
 * seconds that they are not.
 */
export async function retryNotFound<T>(change: () => Promise<T>): Promise<T> {
  for (const delay of delaysMs) {
    try {
      return await change();
    } catch (error) {
      ignoreNotFound(error);
    }
    await sleep(delay);
  }
  return change();
}
