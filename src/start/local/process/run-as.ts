import { execFile } from 'node:child_process';
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

import { StartError } from '../start-error.ts';

const run = promisify(execFile);

/** Another user to run a program as. */
export interface RunAs {
  uid: number;
  gid: number;
  /** The command line that goes before the program's own. */
  prefix: string[];
}

/**
 * For a program that refuses to run as root (PostgreSQL): the user `nobody`, who exists on every Debian and Ubuntu.
 * Null when this process is not root. Where a folder above `paths` is closed to others (/root), the program also gets
 * the one capability that lets it pass, and no other.
 */
export async function unprivilegedUser(paths: string[]): Promise<RunAs | null> {
  if (process.getuid?.() !== 0) return null;
  const { uid, gid } = await idsOfNobody();
  const prefix = ['setpriv', '--reuid', `${uid}`, '--regid', `${gid}`, '--clear-groups', '--no-new-privs'];
  if (await anyClosedToOthers(paths)) {
    const capability = await passingCapability();
    prefix.push('--inh-caps', `-all,+${capability}`, '--ambient-caps', `-all,+${capability}`);
    // Without this bit the system call access(2), with which initdb looks for its files, ignores the capability.
    prefix.unshift('setpriv', '--securebits', '+no_setuid_fixup', '--');
  } else {
    prefix.push('--inh-caps', '-all');
  }
  return { uid, gid, prefix: [...prefix, '--'] };
}

async function idsOfNobody(): Promise<{ uid: number; gid: number }> {
  try {
    const { stdout } = await run('getent', ['passwd', 'nobody']);
    const [, , uid, gid] = stdout.split(':').map(Number);
    if (uid && gid) return { uid, gid };
  } catch {
    // Falls through to the one line below.
  }
  throw new StartError('PostgreSQL does not run as root, and the user "nobody" is missing: start as another user.');
}

async function anyClosedToOthers(paths: string[]): Promise<boolean> {
  const open = await Promise.all(paths.map(isReachableByOthers));
  return open.includes(false);
}

async function isReachableByOthers(path: string): Promise<boolean> {
  for (let folder = await realpath(path); folder !== '/'; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false;
  }
  return true;
}

/** Reading past closed folders is enough; where it is not to be had (containers drop it), CAP_DAC_OVERRIDE is. */
async function passingCapability(): Promise<'dac_read_search' | 'dac_override'> {
  const CAP_DAC_READ_SEARCH = 1n << 2n;
  const status = await readFile('/proc/self/status', 'utf8');
  const bounding = BigInt(`0x${/^CapBnd:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
  return (bounding & CAP_DAC_READ_SEARCH) === 0n ? 'dac_override' : 'dac_read_search';
}
