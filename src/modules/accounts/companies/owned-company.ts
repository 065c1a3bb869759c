import { forbidden, notFound } from '../../../core/errors.ts';
import type { Queryable } from '../../../platform/db/client.ts';
import { findMembership, type Membership } from './repository.ts';

/** The company that an account owns. Throws a 404 for who is in none, and a 403 for a member. */
export async function requireOwned(db: Queryable, accountId: string): Promise<Membership> {
  const membership = await findMembership(db, accountId);
  if (!membership) throw notFound('Company');
  if (membership.role !== 'owner') throw forbidden('Only the owner of the company may do this.');
  return membership;
}
