import { mkdir, realpath } from 'node:fs/promises';

import { lockHolder, tryLock } from './lock.ts';
import type { Lock } from './lock.ts';
import { StartError } from './start-error.ts';

/** Makes the data folder when needed and answers its absolute path. Others may pass through it but not look. */
export async function openDataFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true, mode: 0o711 });
    return await realpath(path);
  } catch (error) {
    throw new StartError(`The data folder ${path} cannot be made: ${(error as Error).message}`);
  }
}

/** Takes the data folder for this process; a second stack in it would ruin both. */
export async function lockDataFolder(dataDir: string): Promise<Lock> {
  const lock = await tryLock(lockName(dataDir));
  if (lock) return lock;
  const pid = await lockHolder(lockName(dataDir));
  throw new StartError(
    `A stack runs in ${dataDir} already (pid ${pid ?? 'unknown'}): ` +
      'stop it, or choose another folder: PLENUM_DATA_DIR=<folder> npm start',
  );
}

/** The pid of the process that runs a stack in this folder, or null. */
export function stackHolder(dataDir: string): Promise<number | null> {
  return lockHolder(lockName(dataDir));
}

function lockName(dataDir: string): string {
  return `data folder ${dataDir}`;
}
