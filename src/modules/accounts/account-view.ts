import { type Static, Type } from 'typebox';
import type { Queryable } from '../../platform/db/client.ts';
import { findMembership } from './companies/repository.ts';
import type { AccountsDeps } from './deps.ts';
import type { Account } from './tables.ts';

export const Email = Type.String({ format: 'email', minLength: 3, maxLength: 254 });
export const Username = Type.String({ minLength: 2, maxLength: 32, pattern: '^[A-Za-z0-9_.-]+$' });
export const NewPassword = Type.String({ minLength: 8, maxLength: 256 });
/** One that is only compared may have been chosen under another rule. */
export const GivenPassword = Type.String({ minLength: 1, maxLength: 256 });

const Nullable = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

export const AccountView = Type.Object({
  authenticated: Type.Literal(true),
  id: Type.String(),
  email: Type.String(),
  username: Nullable('null when none was chosen.'),
  accountType: Type.Enum(['personal', 'company']),
  workspaceId: Type.String(),
  companyId: Nullable('null outside a company.'),
  companyName: Nullable('null outside a company.'),
  role: Type.Union([Type.Enum(['owner', 'member']), Type.Null()], { description: 'In the company; null outside one.' }),
  balance: Type.String({ description: 'USD, of the workspace.' }),
  callId: Type.String(),
  isAdmin: Type.Boolean(),
  createdAt: Type.String(),
});

/** An account as its owner sees it. */
export async function toAccountView(
  { db, balances }: { db: Queryable } & Pick<AccountsDeps, 'balances'>,
  account: Account,
): Promise<Static<typeof AccountView>> {
  const { id, email, username, accountType, workspaceId, callId, isAdmin, createdAt } = account;
  const membership = await findMembership(db, id);
  return {
    authenticated: true,
    ...{ id, email, username, accountType, workspaceId },
    companyId: membership?.companyId ?? null,
    companyName: membership?.companyName ?? null,
    role: membership?.role ?? null,
    balance: await balances.read(db, workspaceId),
    ...{ callId, isAdmin, createdAt: createdAt.toISOString() },
  };
}
