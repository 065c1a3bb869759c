import type { KeyActor, SessionActor } from '../../../http/actor.ts';
import type { Database } from '../../../platform/db/client.ts';
import { holdCaller } from './hold-caller.ts';
import { makeKey } from './make-key.ts';
import { narrow } from './narrow.ts';
import type { ApiKey } from './tables.ts';

interface Wish {
  label: string;
  scopes?: string[];
  expiresAt?: Date;
}

/** Makes a key of the caller's workspace, never wider than the caller. The secret is returned here alone. */
export async function issueKey(
  db: Database,
  caller: KeyActor | SessionActor,
  { label, ...wanted }: Wish,
): Promise<{ row: ApiKey; secret: string }> {
  const powers = narrow(caller, wanted);
  const { workspaceId, accountId } = caller;
  return db.transaction(async (tx) => {
    await holdCaller(tx, caller);
    return makeKey(tx, { workspaceId, accountId, label, ...powers });
  });
}
