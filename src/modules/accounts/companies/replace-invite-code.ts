import { hashSecret } from '../../../core/hash-secret.ts';
import type { Database } from '../../../platform/db/client.ts';
import { generateInviteCode } from './invite-code.ts';
import { type Membership, setInviteCodeHash } from './repository.ts';

/** A new code that lets others in; the one until now ends. It can never be read again. */
export async function replaceInviteCode(db: Database, { companyId }: Membership): Promise<string> {
  const inviteCode = generateInviteCode();
  await setInviteCodeHash(db, companyId, hashSecret(inviteCode));
  return inviteCode;
}
