import { AppError, notFound } from '../../../core/errors.ts';
import type { Database, Transaction } from '../../../platform/db/client.ts';
import { lockKey, revokeKey } from './repository.ts';
import type { ApiKey } from './tables.ts';

/** Revokes a key: it is refused in every process within a second. */
export async function endKey(db: Database, workspaceId: string, keyId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { id } = await takeKey(tx, workspaceId, keyId);
    await revokeKey(tx, id);
  });
}

/**
 * A key that its workspace may end. Throws a 404 when it is not there, and a 409 for PLENUM_API_KEY, which only the
 * environment changes: the next start would bring it back, and until then nobody could.
 */
export async function takeKey(tx: Transaction, workspaceId: string, keyId: string): Promise<ApiKey> {
  const key = await lockKey(tx, workspaceId, keyId);
  if (!key) throw notFound('API key');
  if (key.isFromEnvironment) {
    throw new AppError('conflict', 'This is PLENUM_API_KEY: change it in the environment, and start anew.');
  }
  return key;
}
