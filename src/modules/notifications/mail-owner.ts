import type { Cipher } from '../../core/secrets.ts';
import type { Transaction } from '../../platform/db/client.ts';
import { findWorkspaceOwner } from '../accounts/index.ts';
import { enqueueMail, type NewMail } from './enqueue-mail.ts';

/** Writes a mail to whoever owns a workspace; none when nobody does, as the first one without an administrator. */
export async function mailOwner(
  tx: Transaction,
  cipher: Cipher,
  workspaceId: string,
  mail: Omit<NewMail, 'to' | 'accountId'>,
): Promise<void> {
  const owner = await findWorkspaceOwner(tx, workspaceId);
  if (owner) await enqueueMail(tx, cipher, { ...mail, to: owner.email, accountId: owner.id });
}
