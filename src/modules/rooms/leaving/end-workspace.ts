import type { Transaction } from '../../../platform/db/client.ts';
import { everybody, everyRoom, insertOut } from '../repository.ts';

/**
 * Ends every token and link of a workspace for good, also those that a process makes that has not heard of it yet. Stays
 * when all else is removed.
 */
export async function endRoomAccess(tx: Transaction, workspaceId: string): Promise<void> {
  await insertOut(tx, { workspaceId, roomId: everyRoom }, everybody, Number.MAX_SAFE_INTEGER);
}
