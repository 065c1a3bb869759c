import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { findProgram } from '../../../platform/find-program.ts';
import type { Progress } from '../progress.ts';
import { StartError } from '../start-error.ts';
import { buildOnce, cacheFolder } from './cache.ts';
import { lastLines, runTool } from './run-tool.ts';

const run = promisify(execFile);

const OLDEST_MAJOR = 7;
const HOW_TO_GO_ON = 'Install redis-server, or set REDIS_URL to use a running one, then start again.';

/** How to run redis-server: the program and what it needs in its environment. */
export interface RedisProgram {
  file: string;
  env: Record<string, string>;
}

/** The redis-server of this machine when it is new enough, else the distribution's, unpacked into the cache. */
export async function findRedis(env: NodeJS.ProcessEnv, progress: Progress): Promise<RedisProgram> {
  const path = env.PATH ?? '';
  const installed = await findProgram('redis-server', path);
  if (installed && (await majorVersion(installed)) >= OLDEST_MAJOR) return { file: installed, env: { PATH: path } };
  const folder = await unpackDebianRedis(env, progress);
  const libraries = [`usr/lib/${debianTriplet()}`, `lib/${debianTriplet()}`].map((part) => join(folder, part));
  return { file: join(folder, 'usr/bin/redis-server'), env: { PATH: path, LD_LIBRARY_PATH: libraries.join(':') } };
}

async function majorVersion(program: string): Promise<number> {
  const { stdout } = await run(program, ['--version']);
  return Number(/v=(\d+)/.exec(stdout)?.[1] ?? 0);
}

function debianTriplet(): string {
  return process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
}

/**
 * Fetches Debian's or Ubuntu's package and those libraries of it that this machine lacks, and unpacks them. Nothing is
 * installed: apt works on lists and archives of its own below the cache, so it needs no root and changes no system.
 */
async function unpackDebianRedis(env: NodeJS.ProcessEnv, progress: Progress): Promise<string> {
  const release = await distribution();
  return buildOnce(cacheFolder(env), `redis-${release}-${process.arch}`, async (folder) => {
    const path = env.PATH ?? '';
    if (!(await findProgram('apt-get', path)) || !(await findProgram('dpkg-deb', path))) {
      throw new StartError(`Redis ${OLDEST_MAJOR} or newer is missing. ${HOW_TO_GO_ON}`);
    }
    await progress.step('Fetching Redis (first start only)', () => fetchAndUnpack(folder, env));
  });
}

async function distribution(): Promise<string> {
  const { stdout } = await run('sh', ['-c', '. /etc/os-release; echo "$ID-$VERSION_ID"']).catch(() => ({ stdout: '' }));
  return stdout.trim() || 'linux';
}

async function fetchAndUnpack(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const apt = join(folder, 'apt');
  for (const part of ['lists/partial', 'archives/partial']) await mkdir(join(apt, part), { recursive: true });
  const options = [
    `Dir::State::Lists=${apt}/lists`,
    `Dir::Cache=${apt}`,
    `Dir::Cache::Archives=${apt}/archives`,
    'Debug::NoLocking=true',
    'APT::Sandbox::User=',
    'Acquire::Retries=2',
  ].flatMap((option) => ['-o', option]);
  await runOrExplain('apt-get', [...options, 'update'], folder, env);
  // The program is in redis-tools. Both are wanted even where an older Redis is installed.
  const download = ['install', '--yes', '--download-only', '--no-install-recommends', '--reinstall'];
  await runOrExplain('apt-get', [...options, ...download, 'redis-server', 'redis-tools'], folder, env);
  for (const archive of await readdir(join(apt, 'archives'))) {
    if (!archive.endsWith('.deb')) continue;
    await runOrExplain('dpkg-deb', ['-x', join(apt, 'archives', archive), folder], folder, env);
  }
  await runOrExplain('rm', ['-r', apt], folder, env);
}

async function runOrExplain(file: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  const toolEnv = { PATH: env.PATH ?? '', HOME: env.HOME ?? '/', LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await runTool({ file, args, cwd, env: toolEnv, runAs: null });
  if (code !== 0) throw new StartError(`Redis could not be fetched (${lastLines(output, 1)}). ${HOW_TO_GO_ON}`);
}
