import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { runAllInOne } from './local/all-in-one.ts';
import { useRunningStack } from './local/running-stack.ts';
import { StartError } from './local/start-error.ts';

/** One kind of process each; without a role, everything runs on this machine. */
const ROLES: Record<string, () => Promise<unknown>> = {
  api: () => import('./api.ts'),
  worker: () => import('./worker.ts'),
  recorder: () => import('./recorder.ts'),
  transcriber: () => import('./transcriber.ts'),
};

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const role = readRole();
  if (role === null) {
    await runAllInOne(process.env);
  } else {
    await useRunningStack(process.env);
    await role();
  }
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
}

function readRole(): (() => Promise<unknown>) | null {
  const name = parseRole();
  if (name === undefined) return null;
  const role = ROLES[name];
  if (role) return role;
  const known = Object.keys(ROLES).join(', ');
  throw new StartError(`There is no role "${name}": the roles are ${known}; without a role, everything is started.`);
}

function parseRole(): string | undefined {
  try {
    return parseArgs({ options: { role: { type: 'string' } } }).values.role;
  } catch (error) {
    throw new StartError(`${(error as Error).message}. Usage: npm start [-- --role <role>]`);
  }
}
