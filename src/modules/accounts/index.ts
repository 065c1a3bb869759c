import type { HttpServer } from '../../http/http-server.ts';
import type { AccountsDeps } from './deps.ts';
import { changePasswordRoute } from './routes/change-password.ts';
import { checkResetRoute } from './routes/check-reset.ts';
import { createInviteCodeRoute } from './routes/create-invite-code.ts';
import { createKeyRoute } from './routes/create-key.ts';
import { deleteAccountRoute } from './routes/delete-account.ts';
import { deleteKeyRoute } from './routes/delete-key.ts';
import { deleteSessionRoute } from './routes/delete-session.ts';
import { exportAccountRoute } from './routes/export-account.ts';
import { forgotPasswordRoute } from './routes/forgot-password.ts';
import { getCompanyRoute } from './routes/get-company.ts';
import { getMeRoute } from './routes/get-me.ts';
import { joinCompanyRoute } from './routes/join-company.ts';
import { listAccountsRoute } from './routes/list-accounts.ts';
import { listKeysRoute } from './routes/list-keys.ts';
import { listMembersRoute } from './routes/list-members.ts';
import { listSessionsRoute } from './routes/list-sessions.ts';
import { logInRoute } from './routes/log-in.ts';
import { logOutRoute } from './routes/log-out.ts';
import { registerRoute } from './routes/register.ts';
import { removeMemberRoute } from './routes/remove-member.ts';
import { resetPasswordRoute } from './routes/reset-password.ts';
import { rotateKeyRoute } from './routes/rotate-key.ts';
import { verifyEmailRoute } from './routes/verify-email.ts';

export { type Authentication, createAuthentication } from './authentication.ts';
export { bootstrapAccounts } from './bootstrap.ts';
export { createKey, createWorkspace } from './create-workspace.ts';
export type { AccountsDeps, AccountSubject, Balances, Mail, Mailer, WorkspacePart } from './deps.ts';
export { findHeldCredentials } from './held-credentials.ts';
export { forgetKeys } from './keys/forget-keys.ts';
export { finishWorkspaceDeletions } from './leaving/finish-deletions.ts';
export { runWorkspaceDeletions } from './leaving/run-deletions.ts';
export { createPasswords } from './passwords/passwords.ts';
export { findAccount, findWorkspaceOwner } from './repository.ts';
export { deleteExpiredSessions } from './sessions/repository.ts';
export { deleteExpiredResets } from './passwords/repository.ts';
export type { Account } from './tables.ts';
export { endedChannel } from './tell-ended.ts';
export { deleteExpiredVerifications } from './verification/repository.ts';

const routes = [
  registerRoute,
  logInRoute,
  logOutRoute,
  getMeRoute,
  listSessionsRoute,
  deleteSessionRoute,
  forgotPasswordRoute,
  checkResetRoute,
  resetPasswordRoute,
  changePasswordRoute,
  listKeysRoute,
  createKeyRoute,
  deleteKeyRoute,
  rotateKeyRoute,
  joinCompanyRoute,
  getCompanyRoute,
  listMembersRoute,
  removeMemberRoute,
  createInviteCodeRoute,
  listAccountsRoute,
  verifyEmailRoute,
  exportAccountRoute,
  deleteAccountRoute,
];

/** Adds the calls about accounts, sessions, passwords, keys and companies. */
export function addAccountRoutes(app: HttpServer, deps: AccountsDeps): void {
  for (const addRoute of routes) addRoute(app, deps);
}
