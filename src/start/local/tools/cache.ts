import { access, mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { waitForLock } from '../lock.ts';

const LONGEST_BUILD_MS = 30 * 60_000;

/** Where tools are kept, outside the repository and shared by all stacks: `${XDG_CACHE_HOME:-~/.cache}/plenum`. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'plenum');
}

/**
 * The folder `name` of the cache, made by `build` (which fills the folder it is given) when it is not there yet.
 * It appears whole or not at all, and two starts at the same time build it once.
 */
export async function buildOnce(
  cache: string,
  name: string,
  build: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(cache, name);
  if (await exists(folder)) return folder;
  const lock = await waitForLock(`build ${folder}`, LONGEST_BUILD_MS);
  try {
    if (await exists(folder)) return folder;
    // Where a killed build stopped; nobody else is at it, by the lock.
    const unfinished = join(cache, `.${name}.unfinished`);
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    await build(unfinished);
    await rename(unfinished, folder);
    return folder;
  } finally {
    lock.release();
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
