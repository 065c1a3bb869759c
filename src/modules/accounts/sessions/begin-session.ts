import { hashSecret } from '../../../core/hash-secret.ts';
import { randomText } from '../../../core/ids.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { insertSession } from './repository.ts';

/** Where somebody logs in from. */
export interface Visitor {
  ip: string | null;
  userAgent: string | null;
}

const maxUserAgent = 256;

/** Begins a session of an account and returns its secret, which goes into the cookie and can never be read again. */
export async function beginSession(tx: Transaction, accountId: string, { ip, userAgent }: Visitor): Promise<string> {
  const secret = `ps_${randomText(40)}`;
  await insertSession(tx, { accountId, hash: hashSecret(secret), ip, userAgent: userAgent?.slice(0, maxUserAgent) ?? null });
  return secret;
}
