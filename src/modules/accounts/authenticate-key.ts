import { LRUCache } from 'lru-cache';
import type { KeyActor } from '../../http/actor.ts';
import type { Database } from '../../platform/db/client.ts';
import { hashKey } from './key-secret.ts';
import { findValidKey } from './repository.ts';

/** A revoked key must be refused everywhere within one second, so no answer of the database is older than this. */
const freshForMs = 900;
const maxCached = 10_000;

/** Finds who a key speaks for, at once when it was looked up just now; null when it does not exist, has expired or was revoked. */
export type AuthenticateKey = (key: string) => KeyActor | null | Promise<KeyActor | null>;

/** Looks a key up once every 900 ms, however many requests use it. */
export function createAuthenticateKey(db: Database): AuthenticateKey {
  const cache = new LRUCache<string, { actor: KeyActor | null }>({
    max: maxCached,
    ttl: freshForMs,
    fetchMethod: async (keyHash) => ({ actor: await loadActor(db, keyHash) }),
  });
  return (key) => {
    const keyHash = hashKey(key);
    const known = cache.get(keyHash);
    return known ? known.actor : cache.forceFetch(keyHash).then(({ actor }) => actor);
  };
}

async function loadActor(db: Database, keyHash: string): Promise<KeyActor | null> {
  const row = await findValidKey(db, keyHash);
  return row && { kind: 'key', workspaceId: row.workspaceId, keyId: row.id, scopes: row.scopes };
}
