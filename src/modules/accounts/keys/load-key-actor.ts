import type { KeyActor } from '../../../http/actor.ts';
import type { Database } from '../../../platform/db/client.ts';
import { findValidKey, markUsed } from './repository.ts';

/** Who the key with this hash speaks for; null when it does not exist, has expired or was revoked. */
export async function loadKeyActor(db: Database, hash: string): Promise<KeyActor | null> {
  const row = await findValidKey(db, hash);
  if (!row) return null;
  const { id, workspaceId, scopes, expiresAt, accountId, isAdmin, isFromEnvironment, isStale } = row;
  if (isStale) await markUsed(db, id);
  // Whoever sets the environment administers this server.
  return { kind: 'key', workspaceId, keyId: id, scopes, expiresAt, accountId, isAdmin: isFromEnvironment || (isAdmin ?? false) };
}
