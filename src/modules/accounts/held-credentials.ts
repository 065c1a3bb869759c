import type { Queryable } from '../../platform/db/client.ts';
import { findValidKeyIds } from './keys/repository.ts';
import { findValidSessionIds } from './sessions/repository.ts';

/** Of these keys and sessions, the ids of those that still hold. */
export async function findHeldCredentials(
  db: Queryable,
  { keyIds, sessionIds }: { keyIds: readonly string[]; sessionIds: readonly string[] },
): Promise<Set<string>> {
  const held = await Promise.all([findValidKeyIds(db, keyIds), findValidSessionIds(db, sessionIds)]);
  return new Set(held.flat());
}
