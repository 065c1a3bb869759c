import { readPages } from '../../../core/read-pages.ts';
import type { Database } from '../../../platform/db/client.ts';
import { readSegments } from '../read-segments.ts';
import { findTranscriptions } from '../repository.ts';
import type { Transcription } from '../tables.ts';
import { toTranscriptionView } from '../transcription-view.ts';

/** The transcriptions of a workspace, newest first. */
export async function* readWorkspaceTranscriptions(db: Database, workspaceId: string): AsyncGenerator<object> {
  for await (const transcription of readAll(db, workspaceId)) {
    yield { ...toTranscriptionView(transcription), speakers: transcription.speakers };
  }
}

/** What was said in each of them. */
export async function* readWorkspaceSegments(db: Database, workspaceId: string): AsyncGenerator<object> {
  for await (const transcription of readAll(db, workspaceId)) {
    for await (const segment of readSegments(db, transcription)) yield { transcriptionId: transcription.id, ...segment };
  }
}

function readAll(db: Database, workspaceId: string): AsyncGenerator<Transcription> {
  return readPages((after, limit) => findTranscriptions(db, workspaceId, after?.seq ?? null, limit));
}
