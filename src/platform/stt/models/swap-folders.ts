import { rename, rm } from 'node:fs/promises';
import koffi from 'koffi';

/** From linux/fcntl.h and linux/fs.h. */
const currentFolder = -100;
const exchange = 2;

/**
 * Puts a folder where another may be, so that at every moment a whole one is there: the kernel exchanges their names.
 * `fresh` is gone afterwards, with what was in the other.
 */
export async function swapFolders(fresh: string, target: string): Promise<void> {
  if (!exchangeNames(fresh, target)) {
    const old = `${fresh}.old`;
    await rename(target, old).catch(ignoreMissing);
    await rename(fresh, target).catch(async (error: unknown) => {
      await rename(old, target).catch(ignoreMissing);
      throw error;
    });
    await rm(old, { recursive: true, force: true });
  }
  await rm(fresh, { recursive: true, force: true });
}

/** False where nothing can be exchanged: one of them is not there, or the file system cannot do it. */
function exchangeNames(one: string, other: string): boolean {
  const renameat2 = koffi.load(null).func('int renameat2(int, const char *, int, const char *, unsigned int)');
  return renameat2(currentFolder, one, currentFolder, other, exchange) === 0;
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
