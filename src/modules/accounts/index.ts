export { type AuthenticateKey, createAuthenticateKey } from './authenticate-key.ts';
export { bootstrapAccounts } from './bootstrap.ts';
export { createKey, createWorkspace } from './create-workspace.ts';
