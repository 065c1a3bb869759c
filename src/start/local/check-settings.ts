import { ConfigError, readConfig } from '../../config/index.ts';
import type { Config } from '../../config/index.ts';
import { findPortUser } from './port-user.ts';
import { whyNotTcp } from './ports.ts';
import { StartError } from './start-error.ts';

/** What the local start fills in later, well-formed, so that the user's own settings can be checked first. */
const FILLED_IN_LATER = {
  DATABASE_URL: 'postgres://127.0.0.1/plenum',
  REDIS_URL: 'redis://127.0.0.1',
  LIVEKIT_URL: 'ws://127.0.0.1',
  LIVEKIT_API_KEY: 'filled in later',
  LIVEKIT_API_SECRET: 'filled in later, at least 32 characters',
  MINIO_ENDPOINT: 'http://127.0.0.1',
  MINIO_ACCESS_KEY: 'filled in later',
  MINIO_SECRET_KEY: 'filled in later',
  PLENUM_SECRET: 'filled in later, at least 32 characters',
};

/** Checks all settings before anything is started. Throws a StartError that names each wrong one. */
export function checkSettings(env: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  try {
    return readConfig({ ...FILLED_IN_LATER, ...set });
  } catch (error) {
    if (error instanceof ConfigError) throw new StartError(error.message);
    throw error;
  }
}

/** The API's port is the user's choice and never moved. */
export async function checkPort(port: number, host: string): Promise<void> {
  const reason = await whyNotTcp(port, host);
  if (reason === null) return;
  if (reason !== 'EADDRINUSE') {
    throw new StartError(`Port ${port} of ${host} cannot be used (${reason}): choose another one: PORT=3000 npm start`);
  }
  const user = (await findPortUser(port)) ?? 'another program';
  throw new StartError(
    `Port ${port} is in use by ${user}: stop it, or choose another port: PORT=${port + 1} npm start`,
  );
}
