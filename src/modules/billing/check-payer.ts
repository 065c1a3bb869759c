import { forbidden } from '../../core/errors.ts';
import type { Payers } from './deps.ts';

/** Throws a 403 while the owner's e-mail address has to be verified: receipts and warnings go there. */
export async function checkPayer(payers: Payers, workspaceId: string): Promise<void> {
  if (!(await payers.mayPay(workspaceId))) throw forbidden('Verify your e-mail address before you pay.');
}
