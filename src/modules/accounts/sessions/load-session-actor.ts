import type { SessionActor } from '../../../http/actor.ts';
import type { Database } from '../../../platform/db/client.ts';
import { findValidSession, prolongSession } from './repository.ts';

/** Who the session with this hash speaks for; null when it has ended. One that is used lasts longer. */
export async function loadSessionActor(db: Database, hash: string): Promise<SessionActor | null> {
  const row = await findValidSession(db, hash);
  if (!row) return null;
  const { isStale, ...session } = row;
  if (isStale) await prolongSession(db, session.sessionId);
  return { kind: 'session', ...session, isProlonged: isStale };
}
