import type { Database } from '../../platform/db/client.ts';
import { makeKey } from './keys/make-key.ts';
import { insertWorkspace } from './repository.ts';

export interface KeyOptions {
  /** Leave out for a key that may do everything. */
  scopes?: string[];
  expiresAt?: Date;
  /** Who made it. */
  accountId?: string;
}

/** Makes a workspace with one key of its own, and no account. The key can never be read again. */
export async function createWorkspace(db: Database): Promise<{ workspaceId: string; apiKey: string }> {
  return db.transaction(async (tx) => {
    const workspaceId = await insertWorkspace(tx);
    const { secret } = await makeKey(tx, { workspaceId, label: 'First key' });
    return { workspaceId, apiKey: secret };
  });
}

/** Adds a key to a workspace. */
export async function createKey(db: Database, workspaceId: string, options: KeyOptions = {}): Promise<string> {
  const { secret } = await makeKey(db, { workspaceId, label: '', ...options });
  return secret;
}
