import { unauthorized } from '../../../core/errors.ts';
import type { KeyActor, SessionActor } from '../../../http/actor.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { lockAccount } from '../repository.ts';
import { isSessionThere } from '../sessions/repository.ts';
import { lockKey } from './repository.ts';

/**
 * Makes sure that a caller may still speak for the workspace, and goes on being allowed to until the end of the
 * transaction: who they are may have been looked up just before their key was revoked or they left the company, and what
 * they make now would outlive that.
 */
export async function holdCaller(tx: Transaction, caller: KeyActor | SessionActor): Promise<void> {
  const { accountId, workspaceId } = caller;
  // The account first, as those do who end its keys.
  const account = accountId === null ? null : await lockAccount(tx, accountId, 'share');
  const isThere =
    caller.kind === 'session'
      ? account?.workspaceId === workspaceId && (await isSessionThere(tx, caller.sessionId))
      : (await lockKey(tx, workspaceId, caller.keyId)) !== null;
  if (!isThere) throw unauthorized('This credential was withdrawn.');
}
