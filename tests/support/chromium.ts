import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const PACKAGES = ['chromium', 'fonts-noto-core'];

/**
 * The path of a Chromium: `CHROMIUM_PATH`, else the first of the usual names in PATH. Where there is none and this
 * process is root on a Debian-like system, it is installed with apt-get. Throws with what to do otherwise.
 */
export async function findChromium(): Promise<string> {
  const given = process.env['CHROMIUM_PATH'];
  if (given) {
    if (await isProgram(given)) return given;
    throw new Error(`CHROMIUM_PATH is ${given}, but no program is there.`);
  }
  const found = (await inPath()) ?? (await install());
  if (found) return found;
  throw new Error('The browser tests need Chromium: `sudo apt-get install chromium`, or set CHROMIUM_PATH to one.');
}

async function inPath(): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of NAMES) {
      if (folder !== '' && (await isProgram(join(folder, name)))) return join(folder, name);
    }
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function install(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !(await isProgram('/usr/bin/apt-get'))) return undefined;
  console.log(`Installing ${PACKAGES.join(' and ')} with apt-get for the browser tests (a minute or two).`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, maxBuffer: 64 * 1024 * 1024, timeout: 600_000 };
  await run('apt-get', ['update', '-qq'], options);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], options);
  return inPath();
}
