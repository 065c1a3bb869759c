import type { Readable } from 'node:stream';
import { notFound, unavailable } from '../../core/errors.ts';
import type { RecordingsDeps } from './deps.ts';
import type { Recording } from './tables.ts';

/** The pictures of a recording, as a JPEG; a 404 while there are none. */
export async function openStrip({ objects }: Pick<RecordingsDeps, 'objects'>, recording: Recording): Promise<Readable> {
  if (!recording.hasStrip || recording.objectName === null) throw notFound('Strip');
  return objects.read(stripOf(recording.objectName)).catch((error: unknown) => {
    throw unavailable('The storage', error);
  });
}

/** The name of the object that holds the pictures of a file. */
export function stripOf(objectName: string): string {
  return `${objectName}.strip.jpg`;
}
