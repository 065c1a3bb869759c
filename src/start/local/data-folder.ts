import { access, constants, mkdir, realpath } from 'node:fs/promises';

import { lockHolder, tryLock } from './lock.ts';
import { StartError } from './start-error.ts';

/** A data folder that this process has for itself: a second stack in it would ruin both. */
export interface DataFolder {
  /** Absolute, links resolved. */
  path: string;
  release(): void;
}

/** Makes the data folder when needed and takes it, or says who has it. */
export async function takeDataFolder(wanted: string): Promise<DataFolder> {
  const path = await makeFolder(wanted);
  const lock = await tryLock(lockName(path));
  if (lock) return { path, release: lock.release };
  const pid = await lockHolder(lockName(path));
  throw new StartError(
    `A stack runs in ${path} already (pid ${pid ?? 'unknown'}): ` +
      'stop it, or choose another folder: PLENUM_DATA_DIR=<folder> npm start',
  );
}

/** Others may pass through the folder (PostgreSQL's user must) but not look into it. */
async function makeFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true, mode: 0o711 });
    await access(path, constants.W_OK);
    return await realpath(path);
  } catch (error) {
    throw new StartError(`The data folder ${path} cannot be used: ${(error as Error).message}`);
  }
}

/** The pid of the process that runs a stack in this folder, or null. */
export async function stackHolder(path: string): Promise<number | null> {
  const folder = await realpath(path).catch(() => null);
  return folder === null ? null : lockHolder(lockName(folder));
}

function lockName(dataDir: string): string {
  return `data folder ${dataDir}`;
}
