import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import type { ObjectStore } from '../../../platform/objects/client.ts';
import type { CaptureFolder } from './capture-folder.ts';

/**
 * While a room is captured, what has come is copied to storage piece by piece, each an object of its own: so a lost disk
 * costs no more than the last piece. (Parts of a multipart upload must have 5 MB, which sound alone takes minutes for.)
 */
export interface PartsUpload {
  /** Copies what was captured since the last piece. Rejects while the storage is away; the next call makes up for it. */
  copyNew(): Promise<void>;
}

/** Of what an absent storage has left to do, so much is in memory at a time. */
const pieceBytes = 16 * 1024 * 1024;

export function createPartsUpload(
  { objects, captures }: { objects: ObjectStore; captures: CaptureFolder },
  id: string,
  objectName: string,
): PartsUpload {
  let copied = 0;
  let count = 0;
  return {
    async copyNew() {
      const size = await captures.sizeOf(id);
      while (copied < size) {
        const end = Math.min(size, copied + pieceBytes);
        const data = await buffer(captures.read(id, copied, end));
        await objects.put(`${partsPrefix(objectName)}${String(count).padStart(6, '0')}`, data, 'application/octet-stream');
        copied = end;
        count += 1;
      }
    },
  };
}

/** Puts the pieces together in `path`, where nothing is until all are. @returns whether there were any. */
export async function joinParts(objects: ObjectStore, objectName: string, path: string): Promise<boolean> {
  const names = await objects.list(partsPrefix(objectName));
  if (names.length === 0) return false;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const joining = `${path}.joining`;
  for (const [i, name] of names.entries()) {
    await pipeline(await objects.read(name), createWriteStream(joining, { flags: i === 0 ? 'w' : 'a', mode: 0o600 }));
  }
  await rename(joining, path);
  return true;
}

export async function removeParts(objects: ObjectStore, objectName: string): Promise<void> {
  await objects.remove(await objects.list(partsPrefix(objectName)));
}

function partsPrefix(objectName: string): string {
  return `${objectName}.parts/`;
}
