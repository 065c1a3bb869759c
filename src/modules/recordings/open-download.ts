import { Readable } from 'node:stream';
import { AppError, unavailable } from '../../core/errors.ts';
import type { ByteRange } from '../../platform/objects/client.ts';
import { parseRange } from './byte-range.ts';
import type { RecordingsDeps } from './deps.ts';
import type { Recording } from './tables.ts';

export interface Download {
  status: 200 | 206;
  headers: Record<string, string | number>;
  body: Readable;
}

/**
 * Opens a recording's file, or the part of it that `range` asks for, as a stream, which is empty for a HEAD. A 409
 * while there is no file yet, and a 416 for what lies behind its end.
 */
export async function openDownload(
  { objects }: Pick<RecordingsDeps, 'objects'>,
  { id, status, objectName, sizeBytes, mimeType, filename }: Recording,
  { range, ifRange, isHead }: { range: string | undefined; ifRange: string | undefined; isHead: boolean },
): Promise<Download> {
  if (status !== 'ready' || objectName === null || sizeBytes === null) {
    throw new AppError('conflict', `This recording has no file: it is ${status === 'failed' ? 'failed' : 'not ready yet'}.`);
  }
  const etag = `"${id}-${sizeBytes}"`;
  // A part of another file than the caller has is of no use to them (RFC 9110, section 13.1.5).
  const part = ifRange === undefined || ifRange === etag ? parseRange(range, sizeBytes) : null;
  if (part === 'unsatisfiable') throw unsatisfiable(sizeBytes);
  const body = isHead ? Readable.from([]) : await open(objects, objectName, part);
  const headers = {
    'accept-ranges': 'bytes',
    etag,
    'content-type': mimeType,
    'content-disposition': dispositionOf(filename),
    'cache-control': 'private, no-transform',
  };
  if (part === null) return { status: 200, headers: { ...headers, 'content-length': sizeBytes }, body };
  const length = part.end - part.start + 1;
  const contentRange = `bytes ${part.start}-${part.end}/${sizeBytes}`;
  return { status: 206, headers: { ...headers, 'content-length': length, 'content-range': contentRange }, body };
}

function unsatisfiable(size: number): AppError {
  const headers = { 'accept-ranges': 'bytes', 'content-range': `bytes */${size}` };
  return new AppError('range-not-satisfiable', `The file has ${size} bytes.`, { headers });
}

function open(objects: RecordingsDeps['objects'], objectName: string, part: ByteRange | null): Promise<Readable> {
  return objects.read(objectName, part ?? undefined).catch((error: unknown) => {
    throw unavailable('The storage', error);
  });
}

/** RFC 6266: a plain name for old clients, and the real one in UTF-8. */
function dispositionOf(filename: string): string {
  const plain = filename.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(filename).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
