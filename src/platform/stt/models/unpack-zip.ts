import { createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';
import { ModelError } from './model-error.ts';
import { type OpenZip, openZip } from './zip-file.ts';

/** What a zip file may hold. */
export interface ZipLimits {
  entries: number;
  /** Of all files together, unpacked. */
  bytes: number;
  /** How many times larger than the zip file that may be. */
  ratio: number;
}

/**
 * Unpacks a zip file into an empty folder, without the one folder that all of it is in, if there is one. Nothing is
 * written before the whole list was checked: names that lead elsewhere, links, devices and bombs are refused by a
 * ModelError.
 */
export async function unpackZip(path: string, folder: string, limits: ZipLimits): Promise<void> {
  const zip = await openZip(path, limits.entries);
  try {
    const files = zip.entries.filter((entry) => !entry.fileName.endsWith('/'));
    zip.entries.forEach(refuseStrange);
    refuseBomb(files, (await stat(path)).size, limits);
    const top = commonTop(files);
    for (const entry of files) await unpackFile(zip, entry, join(folder, entry.fileName.slice(top.length)));
  } finally {
    zip.close();
  }
}

/** Kinds of file in the upper half of the attributes, as Unix writes them; zero where another system wrote the zip. */
const kindMask = 0o170000;
const plainKinds = new Set([0, 0o100000, 0o040000]);

/** Names that leave the folder (`..`, `/`, `\`, `C:`) were refused when the list was read. */
function refuseStrange(entry: Entry): void {
  const kind = (entry.externalFileAttributes >>> 16) & kindMask;
  const { fileName } = entry;
  if (!plainKinds.has(kind)) throw new ModelError(`the zip file holds a link or device: ${show(fileName)}`);
  if (entry.isEncrypted()) throw new ModelError(`the zip file is encrypted: ${show(fileName)}`);
  if (fileName.includes('\0') || fileName.split('/').includes('..') || fileName.startsWith('/')) {
    throw new ModelError(`the zip file holds a file with a strange name: ${show(fileName)}`);
  }
}

function refuseBomb(files: Entry[], zipBytes: number, { bytes, ratio }: ZipLimits): void {
  const total = files.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (total > bytes) throw new ModelError(`the zip file unpacks to ${total} bytes, more than ${bytes}`);
  if (total > zipBytes * ratio) {
    throw new ModelError(`the zip file unpacks to ${Math.round(total / zipBytes)} times its size, more than ${ratio}`);
  }
}

/** `name/` when every file is in that folder. */
function commonTop(files: Entry[]): string {
  const tops = new Set(files.map(({ fileName }) => fileName.slice(0, fileName.indexOf('/') + 1)));
  return tops.size === 1 ? ([...tops][0] as string) : '';
}

/** yauzl ends a stream that has more or less than the list says. */
async function unpackFile(zip: OpenZip, entry: Entry, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  let sum = 0;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush: (done) => done(sum === entry.crc32 ? null : new ModelError(`${show(entry.fileName)} in the zip file is damaged`)),
  });
  await pipeline(await zip.read(entry), check, createWriteStream(target, { flags: 'wx' })).catch((error: Error) => {
    if (error instanceof ModelError || (error as NodeJS.ErrnoException).code?.startsWith('EN')) throw error;
    throw new ModelError(`${show(entry.fileName)} cannot be unpacked: ${error.message}`);
  });
}

/** A name from outside, for a terminal. */
function show(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}
