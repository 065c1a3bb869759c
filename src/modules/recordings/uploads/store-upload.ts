import { AppError, invalidField, unavailable } from '../../../core/errors.ts';
import { newId } from '../../../core/ids.ts';
import type { Place } from '../../rooms/index.ts';
import type { RecordingsDeps } from '../deps.ts';
import type { MediaType } from '../media-types.ts';
import { objectBaseOf } from '../repository.ts';
import { cleanFilename } from './clean-filename.ts';
import { detectMedia, headSize } from './detect-media.ts';
import { discardUpload } from './discard-upload.ts';
import { keepPace, partWithinMs } from './pace.ts';
import { recordingUploads } from './tables.ts';

/** Bytes of a file. */
export const maxUploadSize = 500 * 1024 * 1024;

/** A file that is on its way to us. */
export interface IncomingFile {
  filename: string;
  declaredType: string;
  /** As `fillParts` makes them. */
  parts: AsyncIterable<Buffer>;
}

/** A file that is in storage, and that nobody sees yet. */
export interface StoredUpload {
  /** Of the recording that it is to be. */
  id: string;
  objectName: string;
  filename: string;
  type: MediaType;
  sizeBytes: number;
}

type Deps = Pick<RecordingsDeps, 'db' | 'objects'>;

/** Brings a file into storage as it comes. Throws a 400, 413 or 415, or a 503 while storage is away, and leaves nothing. */
export async function storeUpload(deps: Deps, place: Place, file: IncomingFile): Promise<StoredUpload> {
  const parts = keepPace(limitSize(file.parts), partWithinMs);
  const { done, value: first } = await parts.next();
  if (done) throw invalidField('/recording', 'The file is empty.');
  const type = await detectMedia(first.subarray(0, headSize), file.declaredType);
  if (!type) throw new AppError('unsupported-media-type', 'This file is neither video nor audio of a kind that is taken.');
  const id = newId('rec');
  const objectName = `${objectBaseOf(place.workspaceId, id)}.${type.endings[0]}`;
  await deps.db.insert(recordingUploads).values({ id, objectName });
  try {
    const sizeBytes = await store(deps, objectName, join(first, parts), type);
    return { id, objectName, filename: cleanFilename(file.filename, type), type, sizeBytes };
  } catch (error) {
    await discardUpload(deps, id).catch(() => {});
    throw error;
  }
}

async function store({ objects }: Deps, name: string, parts: AsyncIterable<Buffer>, { mimeType }: MediaType): Promise<number> {
  const sent = await objects.upload(name, parts, mimeType).catch(throwAsAway);
  const stored = await objects.sizeOf(name).catch(throwAsAway);
  if (stored !== sent) throw unavailable('The storage', new Error(`${stored} of ${sent} bytes were stored.`));
  return stored;
}

/** What the sender did wrong comes through here, too. */
function throwAsAway(error: unknown): never {
  throw error instanceof AppError ? error : unavailable('The storage', error);
}

async function* limitSize(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const part of parts) {
    size += part.length;
    if (size > maxUploadSize) throw new AppError('too-large', 'The file is larger than 500 MB.');
    yield part;
  }
}

async function* join(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}
