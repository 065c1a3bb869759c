import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Progress } from '../progress.ts';
import type { RunAs } from '../process/run-as.ts';
import { StartError } from '../start-error.ts';
import type { PostgresPrograms } from '../tools/postgres-programs.ts';
import { lastLines, runTool } from '../tools/run-tool.ts';

/** What a cluster, PostgreSQL's word for the folder of one server, is made of. */
export interface ClusterOptions {
  folder: string;
  programs: PostgresPrograms;
  runAs: RunAs | null;
  env: Record<string, string>;
  password: string;
  progress: Progress;
}


/** Makes the cluster when there is none, and makes an existing one startable after a kill. */
export async function ensureCluster(options: ClusterOptions): Promise<void> {
  if (existsSync(options.folder)) {
    await removeStalePidFile(options.folder);
  } else {
    await options.progress.step('Making the database', () => makeCluster(options));
  }
}

/** Makes the cluster beside its place and moves it there when it is complete. */
async function makeCluster(options: ClusterOptions): Promise<void> {
  const folder = `${options.folder}.new`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  await giveTo(options.runAs, folder);
  await runAsOwner(options, options.programs.initdb, [
    ...['-D', folder, '--username', 'postgres', '--encoding', 'UTF8', '--locale', 'C'],
    ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    ...['--auth', 'scram-sha-256', '--no-instructions'],
    ...['--pwfile', await writePasswordFile(options, `${folder}.password`)],
  ]);
  await rm(`${folder}.password`);
  await runAsOwner(options, options.programs.postgres, ['--single', '-D', folder, 'postgres'], [
    `CREATE ROLE plenum LOGIN PASSWORD '${options.password}'`,
    'CREATE DATABASE plenum OWNER plenum',
    '',
  ].join('\n'));
  await rename(folder, options.folder);
}

/** initdb insists on a password for the superuser, whom nobody needs: it gets one that is not kept. */
async function writePasswordFile({ runAs }: ClusterOptions, path: string): Promise<string> {
  await writeFile(path, `${crypto.randomUUID()}\n`, { mode: 0o600 });
  await giveTo(runAs, path);
  return path;
}

async function giveTo(runAs: RunAs | null, path: string): Promise<void> {
  if (runAs) await chown(path, runAs.uid, runAs.gid);
}

async function runAsOwner(options: ClusterOptions, file: string, args: string[], input?: string): Promise<void> {
  const { runAs, env } = options;
  const { code, output } = await runTool({ file, args, env, cwd: dirname(options.folder), runAs }, input);
  if (code !== 0 || /\b(FATAL|PANIC|ERROR):/.test(output)) {
    throw new StartError(`PostgreSQL could not make its folder ${options.folder}: ${lastLines(output)}`);
  }
}

/**
 * After a kill PostgreSQL's pid file stays. PostgreSQL sees by itself that no such process runs, but not when another
 * program of the same user has got that pid since.
 */
async function removeStalePidFile(folder: string): Promise<void> {
  const path = join(folder, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10);
  if (!pid) return;
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  if (cwd !== folder) await rm(path, { force: true });
}
