import type { KeyActor, SessionActor } from '../../../http/actor.ts';
import { type KeyDeps, takeKey } from './end-key.ts';
import { holdCaller } from './hold-caller.ts';
import { makeKey } from './make-key.ts';
import { revokeKey } from './repository.ts';

/**
 * Puts a new key with the same powers in the place of another, which ends. The new one is the caller's, who alone learns
 * its secret, and ends when they leave the workspace. Returns that secret.
 */
export async function rotateKey(deps: KeyDeps, caller: KeyActor | SessionActor, keyId: string): Promise<string> {
  const { workspaceId, accountId } = caller;
  return deps.db.transaction(async (tx) => {
    await holdCaller(tx, caller);
    const { id, label, scopes, expiresAt } = await takeKey(tx, deps, workspaceId, keyId);
    await revokeKey(tx, id);
    const { secret } = await makeKey(tx, { workspaceId, accountId, label, scopes, expiresAt });
    return secret;
  });
}
