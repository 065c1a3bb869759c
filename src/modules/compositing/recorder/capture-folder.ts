import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** The disk of a recorder: a folder for each composition, which stays until its file is safe in storage. */
export interface CaptureFolder {
  /** The compositions that something was captured of here. */
  list(): Promise<string[]>;
  append(id: string, chunk: Buffer): Promise<void>;
  /** Bytes captured; 0 when there is nothing. */
  sizeOf(id: string): Promise<number>;
  read(id: string, from: number, to: number): Readable;
  /** The path of a file of this composition. */
  pathOf(id: string, name: 'capture.mp4' | 'final.mp4'): string;
  remove(id: string): Promise<void>;
}

export async function openCaptureFolder(folder: string): Promise<CaptureFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (id: string, name: string) => join(folder, id, name);
  return {
    list: () => readdir(folder),
    async append(id, chunk) {
      await mkdir(join(folder, id), { recursive: true, mode: 0o700 });
      await appendFile(pathOf(id, 'capture.mp4'), chunk);
    },
    sizeOf: (id) =>
      stat(pathOf(id, 'capture.mp4')).then(
        ({ size }) => size,
        () => 0,
      ),
    // The end of a read stream is included.
    read: (id, from, to) => createReadStream(pathOf(id, 'capture.mp4'), { start: from, end: to - 1 }),
    pathOf,
    remove: (id) => rm(join(folder, id), { recursive: true, force: true }),
  };
}
