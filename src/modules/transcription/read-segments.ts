import type { Segment } from '../../contracts/transcription.ts';
import { readPages } from '../../core/read-pages.ts';
import type { Database } from '../../platform/db/client.ts';
import { findSegments } from './repository.ts';
import { toSegmentView } from './segment-view.ts';
import type { StoredSegment, Transcription } from './tables.ts';

/** What was said, in the order in which it began, a page at a time in memory. @param since nothing that began before. */
export async function* readSegments(db: Database, transcription: Transcription, since?: Date): AsyncGenerator<Segment> {
  const find = (after: StoredSegment | null, limit: number) => findSegments(db, transcription.id, { after, since, limit });
  for await (const segment of readPages<StoredSegment>(find)) yield toSegmentView(transcription, segment);
}
