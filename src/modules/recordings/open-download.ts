import type { Readable } from 'node:stream';
import { AppError, unavailable } from '../../core/errors.ts';
import { parseRange } from './byte-range.ts';
import type { RecordingsDeps } from './deps.ts';
import { getRecording } from './find-recording.ts';

export interface Download {
  status: 200 | 206 | 416;
  headers: Record<string, string | number>;
  body: Readable | null;
}

/** Opens a recording's file, or the part of it that `range` asks for, as a stream. A 409 while there is no file yet. */
export async function openDownload(
  { db, objects }: Pick<RecordingsDeps, 'db' | 'objects'>,
  workspaceId: string,
  id: string,
  range: string | undefined,
): Promise<Download> {
  const { status, objectName, sizeBytes, mimeType, filename } = await getRecording(db, workspaceId, id);
  if (status !== 'ready' || objectName === null || sizeBytes === null) {
    throw new AppError('conflict', `This recording has no file: it is ${status === 'failed' ? 'failed' : 'not ready yet'}.`);
  }
  const part = parseRange(range, sizeBytes);
  const common = { 'accept-ranges': 'bytes' };
  if (part === 'unsatisfiable') {
    return { status: 416, headers: { ...common, 'content-range': `bytes */${sizeBytes}` }, body: null };
  }
  const body = await objects.read(objectName, part ?? undefined).catch((error: unknown) => {
    throw unavailable('The storage', error);
  });
  const headers = {
    ...common,
    'content-type': mimeType,
    'content-disposition': dispositionOf(filename),
    'cache-control': 'private, no-transform',
  };
  if (part === null) return { status: 200, headers: { ...headers, 'content-length': sizeBytes }, body };
  const length = part.end - part.start + 1;
  const contentRange = `bytes ${part.start}-${part.end}/${sizeBytes}`;
  return { status: 206, headers: { ...headers, 'content-length': length, 'content-range': contentRange }, body };
}

/** RFC 6266: a plain name for old clients, and the real one in UTF-8. */
function dispositionOf(filename: string): string {
  const plain = filename.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(filename).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
