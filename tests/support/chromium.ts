import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { findChromium as findInstalled } from '../../src/platform/browser/find-chromium.ts';

const run = promisify(execFile);
const PACKAGES = ['chromium', 'fonts-noto-core'];

/**
 * The path of a Chromium for the tests. Where there is none and this process is root on a Debian-like system, it is
 * installed with apt-get. Throws with what to do otherwise.
 */
export async function findChromium(): Promise<string> {
  const found = (await find()) ?? ((await install()) ? await find() : null);
  if (found) return found;
  throw new Error('The browser tests need Chromium: `sudo apt-get install chromium`, or set CHROMIUM_PATH to one.');
}

function find(): Promise<string | null> {
  return findInstalled(process.env['PATH'] ?? '', process.env['CHROMIUM_PATH']);
}

async function install(): Promise<boolean> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing ${PACKAGES.join(' and ')} with apt-get for the browser tests (a minute or two).`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, maxBuffer: 64 * 1024 * 1024, timeout: 600_000 };
  await run('apt-get', ['update', '-qq'], options);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], options);
  return true;
}
