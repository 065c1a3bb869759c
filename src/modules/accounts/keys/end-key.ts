import { AppError, notFound } from '../../../core/errors.ts';
import { hashSecret } from '../../../core/hash-secret.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import type { AccountsDeps } from '../deps.ts';
import { lockKey, revokeKey } from './repository.ts';
import type { ApiKey } from './tables.ts';

/** Revokes a key: it is refused in every process within a second. */
export async function endKey(deps: KeyDeps, workspaceId: string, keyId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { id } = await takeKey(tx, deps, workspaceId, keyId);
    await revokeKey(tx, id);
  });
}

export type KeyDeps = Pick<AccountsDeps, 'db' | 'environmentKey'>;

/**
 * A key that its workspace may end. Throws a 404 when it is not there, and a 409 for PLENUM_API_KEY while it stands in the
 * environment: the next start would bring it back, and until then nobody could.
 */
export async function takeKey(
  tx: Transaction,
  { environmentKey }: Pick<AccountsDeps, 'environmentKey'>,
  workspaceId: string,
  keyId: string,
): Promise<ApiKey> {
  const key = await lockKey(tx, workspaceId, keyId);
  if (!key) throw notFound('API key');
  if (environmentKey !== undefined && key.hash === hashSecret(environmentKey)) {
    throw new AppError('conflict', 'This is PLENUM_API_KEY: change it in the environment, and start anew.');
  }
  return key;
}
