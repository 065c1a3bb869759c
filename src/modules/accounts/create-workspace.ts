import type { Database } from '../../platform/db/client.ts';
import { generateKey, hashKey, prefixOf } from './key-secret.ts';
import { insertKey, insertWorkspace } from './repository.ts';

export interface KeyOptions {
  /** Leave out for a key that may do everything. */
  scopes?: string[];
  expiresAt?: Date;
}

/** Makes a workspace with one key of its own. The key is returned here and can never be read again. */
export async function createWorkspace(db: Database): Promise<{ workspaceId: string; apiKey: string }> {
  return db.transaction(async (tx) => {
    const workspaceId = await insertWorkspace(tx);
    const apiKey = generateKey();
    await insertKey(tx, { workspaceId, hash: hashKey(apiKey), prefix: prefixOf(apiKey), label: 'First key' });
    return { workspaceId, apiKey };
  });
}

/** Adds a key to a workspace. */
export async function createKey(db: Database, workspaceId: string, options: KeyOptions = {}): Promise<string> {
  const apiKey = generateKey();
  const { scopes = null, expiresAt = null } = options;
  await insertKey(db, { workspaceId, hash: hashKey(apiKey), prefix: prefixOf(apiKey), label: '', scopes, expiresAt });
  return apiKey;
}
