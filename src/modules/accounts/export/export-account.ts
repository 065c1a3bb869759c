import { unauthorized } from '../../../core/errors.ts';
import { readPages } from '../../../core/read-pages.ts';
import type { SessionActor } from '../../../http/actor.ts';
import { toAccountView } from '../account-view.ts';
import type { AccountsDeps, AccountSubject } from '../deps.ts';
import { toKeyView } from '../keys/key-view.ts';
import { findKeys } from '../keys/repository.ts';
import { findAccount } from '../repository.ts';
import { findSessions } from '../sessions/repository.ts';
import { writeJson } from './write-json.ts';

type Deps = Pick<AccountsDeps, 'db' | 'balances' | 'parts'>;

/**
 * All that is held about an account and its own workspace, as the pieces of one JSON object, in which each module has a
 * field. Nothing of it is a secret. Made while it is read, a page at a time.
 */
export async function exportAccount(deps: Deps, { accountId }: SessionActor): Promise<AsyncIterable<string>> {
  const account = await findAccount(deps.db, accountId);
  if (!account) throw unauthorized('This account is no longer there.');
  const { authenticated: _, ...view } = await toAccountView(deps, account);
  const subject = { accountId, workspaceId: account.ownWorkspaceId };
  return writeJson([
    ['exportedAt', new Date().toISOString()],
    ['account', { ...view, ownWorkspaceId: account.ownWorkspaceId, emailVerifiedAt: account.emailVerifiedAt }],
    ['sessions', readSessions(deps, subject)],
    ['keys', readKeys(deps, subject)],
    ...deps.parts.flatMap(({ name, read }) => (read ? [[name, read(subject)] as const] : [])),
  ]);
}

async function* readSessions({ db }: Deps, { accountId }: AccountSubject) {
  for (const { id, ip, userAgent, createdAt, lastSeenAt, expiresAt } of await findSessions(db, accountId)) {
    yield { id, ip, userAgent, createdAt, lastSeenAt, expiresAt };
  }
}

async function* readKeys({ db }: Deps, { workspaceId }: AccountSubject) {
  type Key = Awaited<ReturnType<typeof findKeys>>[number];
  for await (const key of readPages<Key>((after, limit) => findKeys(db, workspaceId, after?.seq ?? 0, limit))) yield toKeyView(key);
}
