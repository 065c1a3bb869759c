import { readPages } from '../../../core/read-pages.ts';
import type { Database } from '../../../platform/db/client.ts';
import { findSpeakers, type SpokenInterval } from '../../compositing/index.ts';
import { toRecordingView } from '../recording-view.ts';
import { findRecordings } from '../repository.ts';
import type { Recording } from '../tables.ts';

/** The recordings of a workspace, newest first; their files are downloaded one by one. With who spoke when, as far as that is known. */
export async function* readWorkspaceRecordings(db: Database, workspaceId: string): AsyncGenerator<object> {
  const find = (after: Recording | null, limit: number) => findRecordings(db, { workspaceId }, after?.seq ?? null, limit);
  for await (const recording of readPages<Recording>(find)) {
    yield { ...toRecordingView(recording), speakers: await readSpeakers(db, recording) };
  }
}

async function readSpeakers(db: Database, { compositionId }: Recording): Promise<SpokenInterval[]> {
  return compositionId === null ? [] : findSpeakers(db, compositionId);
}
