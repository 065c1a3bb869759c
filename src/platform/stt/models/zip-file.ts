import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { ModelError } from './model-error.ts';

/** What is in a zip file, all read, so that it can be judged before anything is written. */
export interface OpenZip {
  entries: Entry[];
  read(entry: Entry): Promise<Readable>;
  close(): void;
}

/** Opens a zip file with at most so many entries. Rejects with a ModelError when it is damaged or none. */
export async function openZip(path: string, maxEntries: number): Promise<OpenZip> {
  const zip = await openPromise(path, { autoClose: false, strictFileNames: true }).catch(explain);
  try {
    if (zip.entryCount > maxEntries) throw new ModelError(`the zip file has ${zip.entryCount} entries, more than ${maxEntries}`);
    const entries = await readEntries(zip).catch(explain);
    return { entries, read: (entry) => zip.openReadStreamPromise(entry).catch(explain), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function readEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

function explain(error: Error): never {
  throw (error as NodeJS.ErrnoException).code ? error : new ModelError(`the zip file cannot be read: ${error.message}`);
}
