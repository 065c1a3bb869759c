import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../platform/db/client.ts';
import { generateCallId } from './call-id.ts';
import { insertAccount, isTaken, type NewAccount } from './repository.ts';
import type { Account } from './tables.ts';

const maxTries = 5;

/** Makes an account in its own workspace, with a call id of its own. Throws a 409 when its address or name is taken. */
export async function createAccount(
  tx: Transaction,
  account: Omit<NewAccount, 'callId' | 'workspaceId'>,
): Promise<Account> {
  for (let i = 0; i < maxTries; i += 1) {
    const made = await insertAccount(tx, { ...account, workspaceId: account.ownWorkspaceId, callId: generateCallId() });
    if (made) return made;
    if (await isTaken(tx, account)) throw new AppError('conflict', 'An account with this e-mail address or username exists already.');
  }
  throw new Error('No free call id was found.');
}
