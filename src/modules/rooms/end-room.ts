import type { Transaction } from '../../platform/db/client.ts';
import { everybody, insertOut, type Place } from './repository.ts';

/**
 * Keeps everybody out of a room and its breakouts for good, whatever token they hold or are given later, in the
 * transaction of what decides so.
 */
export async function endRoom(tx: Transaction, place: Place): Promise<void> {
  await insertOut(tx, place, everybody, Number.MAX_SAFE_INTEGER);
}
