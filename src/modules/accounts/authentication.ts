import type { Authenticator } from '../../http/actor.ts';
import type { Database } from '../../platform/db/client.ts';
import { createCredentialCache } from './credential-cache.ts';
import { loadKeyActor } from './keys/load-key-actor.ts';
import { loadSessionActor } from './sessions/load-session-actor.ts';

/** Tells who a key or a session speaks for; one that was revoked is refused within a second. */
export interface Authentication extends Pick<Authenticator, 'byKey' | 'bySession'> {
  /** Heeds at once what this process has changed about keys, sessions or where an account belongs. */
  forget(): void;
}

/** One for the process. */
export function createAuthentication(db: Database): Authentication {
  const keys = createCredentialCache((hash) => loadKeyActor(db, hash));
  const sessions = createCredentialCache((hash) => loadSessionActor(db, hash));
  return {
    byKey: keys.find,
    bySession: sessions.find,
    forget() {
      keys.forget();
      sessions.forget();
    },
  };
}
