import { invalidField } from '../../../core/errors.ts';
import type { Place } from '../../rooms/index.ts';
import type { RecordingsDeps } from '../deps.ts';
import type { Recording } from '../tables.ts';
import { discardUpload } from './discard-upload.ts';
import { publishUpload } from './publish-upload.ts';
import { type IncomingFile, type StoredUpload, storeUpload } from './store-upload.ts';

/** Makes a recording of the one file that a form holds. Whatever goes wrong, nothing of it is left. */
export async function takeUpload(
  deps: Pick<RecordingsDeps, 'db' | 'objects'>,
  place: Place,
  files: AsyncIterable<IncomingFile>,
): Promise<Recording> {
  let stored: StoredUpload | null = null;
  try {
    for await (const file of files) {
      if (stored) throw invalidField('/recording', 'Send one file at a time.');
      stored = await storeUpload(deps, place, file);
    }
    if (!stored) throw invalidField('/recording', 'is required');
    return await publishUpload(deps, place, stored);
  } catch (error) {
    // What is left in storage, as that or the database is away, is removed by the worker later.
    if (stored) await discardUpload(deps, stored.id).catch(() => {});
    throw error;
  }
}
