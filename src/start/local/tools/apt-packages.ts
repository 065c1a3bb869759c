import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { findProgram } from '../../../platform/find-program.ts';
import { waitForLock } from '../lock.ts';
import type { Progress } from '../progress.ts';
import { StartError } from '../start-error.ts';
import { cacheFolder } from './cache.ts';
import { lastLines, runTool } from './run-tool.ts';

const LONGEST_INSTALL_MS = 30 * 60_000;

/** Something that comes with packages of Debian and Ubuntu. */
export interface AptSoftware {
  /** As in "GStreamer is missing". */
  title: string;
  /** As in "Installing GStreamer for the ingress". */
  purpose: string;
  packages: string[];
  /** Whether it is here, however it came. */
  isInstalled(): Promise<boolean>;
}

/** Sees to it that this software is here: root on Debian or Ubuntu installs it. A StartError says what to do otherwise. */
export async function requireAptSoftware(software: AptSoftware, env: NodeJS.ProcessEnv, progress: Progress): Promise<void> {
  const { title, purpose, packages, isInstalled } = software;
  if (await isInstalled()) return;
  const byHand = `sudo apt-get install --no-install-recommends ${packages.join(' ')}`;
  const lock = await waitForLock('apt-get', LONGEST_INSTALL_MS);
  try {
    if (await isInstalled()) return;
    if (process.getuid?.() !== 0 || !(await findProgram('apt-get', env.PATH ?? ''))) {
      throw new StartError(`${title} is missing: ${byHand}, then start again.`);
    }
    const work = () => install(software, env).catch((error: Error) => {
      throw new StartError(`${title} could not be installed (${error.message}): ${byHand}, then start again.`);
    });
    await progress.step(`Installing ${title} ${purpose} (first start only)`, work);
    if (!(await isInstalled())) throw new StartError(`${title} lacks something after its installation: ${byHand}`);
  } finally {
    lock.release();
  }
}

async function install({ packages }: AptSoftware, env: NodeJS.ProcessEnv): Promise<void> {
  const common = ['-y', '-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=2'];
  const wanted = ['--no-install-recommends', ...packages];
  for (const args of [['update'], ['install', '--download-only', ...wanted]]) {
    const command = { file: 'apt-get', args: [...common, ...args], env: aptEnv(env), cwd: '/', runAs: null };
    const { code, output } = await runTool(command);
    if (code !== 0) throw new Error(lastLines(output, 1));
  }
  await unpack([...common, 'install', ...wanted], env);
}

/**
 * Not tied to this process, neither by a signal nor by a pipe: stopping it in between would leave the machine with
 * packages unpacked by half.
 */
async function unpack(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  await mkdir(cacheFolder(env), { recursive: true });
  const logFile = join(cacheFolder(env), 'apt-get.log');
  const log = await open(logFile, 'w');
  const child = spawn('nice', ['-n', '10', 'apt-get', ...args], { env: aptEnv(env), detached: true, stdio: ['ignore', log.fd, log.fd] });
  const [code] = await once(child, 'close');
  await log.close();
  if (code !== 0) throw new Error(lastLines(await readFile(logFile, 'utf8'), 1));
}

function aptEnv(env: NodeJS.ProcessEnv): Record<string, string> {
  return { PATH: env.PATH ?? '', HOME: env.HOME ?? '/', LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
}
