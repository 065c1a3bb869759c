import { LRUCache } from 'lru-cache';
import { hashSecret } from '../../core/hash-secret.ts';

/** What was revoked must be refused everywhere within one second, so no answer of the database is older than this. */
const freshForMs = 900;
const maxCached = 10_000;

/** Finds who a secret speaks for, looking it up once every 900 ms however many requests use it. */
export interface CredentialCache<Actor> {
  /** At once when it was looked up just now; null for a secret that does not hold. */
  find(secret: string): Actor | null | Promise<Actor | null>;
  /** Has everything looked up anew, so that this process heeds at once what it has ended itself. */
  forget(): void;
}

/** @param load who the secret with this hash speaks for, from the database. */
export function createCredentialCache<Actor>(load: (hash: string) => Promise<Actor | null>): CredentialCache<Actor> {
  // What is being looked up belongs to the time before `forget`, too, so its answer is kept under a number of that time.
  let generation = 0;
  const cache = new LRUCache<string, { actor: Actor | null }, string>({
    max: maxCached,
    ttl: freshForMs,
    fetchMethod: async (_key, _stale, { context: hash }) => ({ actor: await load(hash) }),
  });
  return {
    find(secret) {
      const hash = hashSecret(secret);
      const key = `${generation}:${hash}`;
      const known = cache.get(key);
      return known ? known.actor : cache.forceFetch(key, { context: hash }).then(({ actor }) => actor);
    },
    forget() {
      generation += 1;
    },
  };
}
