import { join } from 'node:path';
import postgres from 'postgres';

import { unprivilegedUser } from '../process/run-as.ts';
import { findPostgres } from '../tools/postgres-programs.ts';
import { ensureCluster } from './postgres-cluster.ts';
import type { PreparedServer, ServerContext } from './server.ts';

/** PostgreSQL with a database `plenum`, owned by a user of the same name who is no superuser. */
export async function preparePostgres(context: ServerContext): Promise<PreparedServer> {
  const { dataDir, secrets } = context;
  const programs = await findPostgres();
  const runAs = await unprivilegedUser([programs.postgres, dataDir]);
  const folder = join(dataDir, 'postgres');
  const env = { PATH: context.env.PATH ?? '', LC_ALL: 'C' };
  await ensureCluster({ folder, programs, runAs, env, password: secrets.databasePassword, progress: context.progress });
  const url = (port: number): string => `postgres://plenum:${secrets.databasePassword}@127.0.0.1:${port}/plenum`;
  return {
    name: 'postgres',
    title: 'PostgreSQL',
    portNames: ['postgres'],
    command: async (ports) => ({
      file: programs.postgres,
      args: ['-D', folder, '-p', `${ports.postgres}`, ...SETTINGS.flatMap((setting) => ['-c', setting])],
      env,
      cwd: folder,
      // A fast shutdown; its own processes follow it.
      deathSignal: 'INT',
      runAs,
    }),
    isReady: (ports) => answersQuery(url(ports.postgres)),
    stopSteps: [
      { signal: 'SIGINT', waitMs: 10_000 },
      { signal: 'SIGQUIT', waitMs: 5_000 },
    ],
    environment: (ports) => ({ DATABASE_URL: url(ports.postgres) }),
  };
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'shared_buffers=128MB',
  'max_connections=200',
  'timezone=UTC',
  'log_timezone=UTC',
];

/** Rejects when waiting is useless: the password is not the one that the database was made with. */
async function answersQuery(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch (error) {
    const WRONG_PASSWORD = '28P01';
    if ((error as { code?: string }).code !== WRONG_PASSWORD) return false;
    throw new Error('was made with another password than the one in secrets.json, which must be of the same folder', {
      cause: error,
    });
  } finally {
    await sql.end({ timeout: 1 });
  }
}
