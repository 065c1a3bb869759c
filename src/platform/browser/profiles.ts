import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'plenum-chromium-';

/** A new empty folder for a Chromium's profile, which only this user may read. Its name tells whose it is. */
export async function makeProfile(): Promise<string> {
  return mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

export async function removeProfile(path: string): Promise<void> {
  // The browser's last processes may still be writing.
  await rm(path, { recursive: true, force: true, maxRetries: 5 });
}

/** Removes the profiles of processes that were killed before they could. */
export async function removeAbandonedProfiles(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await removeProfile(join(tmpdir(), name)).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
