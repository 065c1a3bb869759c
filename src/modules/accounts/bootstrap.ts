import type { Database } from '../../platform/db/client.ts';
import { hashKey, prefixOf } from './key-secret.ts';
import { ensureFirstWorkspace, replaceEnvironmentKey } from './repository.ts';

/** Makes the first workspace and gives it PLENUM_API_KEY. May run at the same time in any number of processes. */
export async function bootstrapAccounts(db: Database, bootstrapKey: string | undefined): Promise<void> {
  await db.transaction(async (tx) => {
    const workspaceId = await ensureFirstWorkspace(tx);
    if (bootstrapKey === undefined) return;
    await replaceEnvironmentKey(tx, {
      workspaceId,
      hash: hashKey(bootstrapKey),
      prefix: prefixOf(bootstrapKey),
      label: 'PLENUM_API_KEY',
    });
  });
}
