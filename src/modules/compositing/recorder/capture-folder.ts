import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { randomText } from '../../../core/ids.ts';

/** The disk of a recorder: a folder for each composition, which stays until its file is safe in storage. */
export interface CaptureFolder {
  /** The compositions that something was captured of here. */
  list(): Promise<string[]>;
  append(id: string, chunk: Buffer): Promise<void>;
  /** Bytes captured; 0 when there is nothing. */
  sizeOf(id: string): Promise<number>;
  /** Whether what was appended can be found again: somebody may have emptied the folder meanwhile. */
  isThere(id: string): Promise<boolean>;
  read(id: string, from: number, to: number): Readable;
  /** Nothing more is appended. What is not there any more is gone with this. */
  close(id: string): Promise<void>;
  /** The path of what was captured. */
  pathOf(id: string): string;
  /** A path for the file that is made of it, at which nothing is and nobody else writes; what earlier tries left is removed. */
  newFinal(id: string): Promise<string>;
  remove(id: string): Promise<void>;
}

export async function openCaptureFolder(folder: string): Promise<CaptureFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // What is open can be written and read to its end, whatever becomes of its name.
  const handles = new Map<string, FileHandle>();
  const pathOf = (id: string) => join(folder, id, 'capture.mp4');
  const statOf = (id: string) => stat(pathOf(id)).catch(() => null);
  async function create(id: string): Promise<FileHandle> {
    await mkdir(join(folder, id), { recursive: true, mode: 0o700 });
    const handle = await open(pathOf(id), 'a+', 0o600);
    handles.set(id, handle);
    return handle;
  }
  async function close(id: string): Promise<void> {
    const handle = handles.get(id);
    handles.delete(id);
    await handle?.close();
  }
  return {
    list: () => readdir(folder).catch(() => []),
    async append(id, chunk) {
      const handle = handles.get(id) ?? (await create(id));
      await handle.appendFile(chunk);
    },
    async sizeOf(id) {
      const found = handles.has(id) ? await handles.get(id)?.stat() : await statOf(id);
      return found?.size ?? 0;
    },
    async isThere(id) {
      const [opened, found] = await Promise.all([handles.get(id)?.stat(), statOf(id)]);
      return opened === undefined || opened.ino === found?.ino;
    },
    read(id, from, to) {
      // The end of a read stream is included.
      const range = { start: from, end: to - 1 };
      return handles.get(id)?.createReadStream({ ...range, autoClose: false }) ?? createReadStream(pathOf(id), range);
    },
    close,
    pathOf,
    newFinal: (id) => makeFinal(join(folder, id)),
    async remove(id) {
      await close(id);
      await rm(join(folder, id), { recursive: true, force: true });
    },
  };
}

const finalPrefix = 'final-';

async function makeFinal(folder: string): Promise<string> {
  const earlier = (await readdir(folder)).filter((name) => name.startsWith(finalPrefix));
  for (const name of earlier) await rm(join(folder, name), { force: true });
  return join(folder, `${finalPrefix}${randomText(8)}.mp4`);
}
