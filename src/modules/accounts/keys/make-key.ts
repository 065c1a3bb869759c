import { hashSecret } from '../../../core/hash-secret.ts';
import type { Queryable } from '../../../platform/db/client.ts';
import { generateKey, prefixOf } from './key-secret.ts';
import { insertKey, type NewKey } from './repository.ts';
import type { ApiKey } from './tables.ts';

/** Adds a key to a workspace. Its secret is returned here and can never be read again. */
export async function makeKey(db: Queryable, key: Omit<NewKey, 'hash' | 'prefix'>): Promise<{ row: ApiKey; secret: string }> {
  const secret = generateKey();
  const row = await insertKey(db, { ...key, hash: hashSecret(secret), prefix: prefixOf(secret) });
  return { row, secret };
}
