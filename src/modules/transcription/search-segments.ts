import { and, desc, eq, sql } from 'drizzle-orm';
import type { Found, SearchWish } from '../../contracts/search.ts';
import { isAfterPosition } from '../../platform/db/before-position.ts';
import type { Database, Queryable } from '../../platform/db/client.ts';
import { findSnippets, toSearchQuery } from '../../platform/db/text-search.ts';
import { nameSpeaker } from './segment-view.ts';
import { segmentColumns, type StoredSegment, type Transcription, transcriptions, transcriptionSegments as segments } from './tables.ts';

/** Two of one transcription differ in the second part. */
const foundId = sql<string>`${segments.transcriptionId} || '/' || ${segments.segmentId}`;

/** What was said in a workspace's rooms and recordings, the newest first. Speakers have the names that they have now. */
export async function searchSegments(db: Database, { workspaceId, text, after, limit }: SearchWish): Promise<Found[]> {
  const query = await toSearchQuery(db, workspaceId, await findLanguagesOf(db, workspaceId), text);
  if (query === null) return [];
  const { roomId, meetingId, language, speakers } = transcriptions;
  const isFound = and(eq(segments.workspaceId, workspaceId), sql`${segments.search} @@ ${query}::tsquery`);
  const rows = await db
    .select({ segment: segmentColumns, id: foundId, roomId, meetingId, language, speakers })
    .from(segments)
    .innerJoin(transcriptions, eq(transcriptions.id, segments.transcriptionId))
    .where(and(isFound, isAfterPosition(after, segments.at, foundId)))
    .orderBy(desc(segments.at), desc(foundId))
    .limit(limit);
  const texts = rows.map((row) => ({ text: row.segment.text, language: row.language }));
  const snippets = await findSnippets(db, text, texts);
  return rows.map(({ id, segment, ...transcription }, i) => toFound(id, segment, transcription, snippets[i] ?? ''));
}

type Where = Pick<Transcription, 'roomId' | 'meetingId' | 'speakers'>;

function toFound(id: string, segment: StoredSegment, { roomId, meetingId, speakers }: Where, snippet: string): Found {
  const { transcriptionId, segmentId, at } = segment;
  const where = { kind: 'segment' as const, roomId, meetingId, transcriptionId, segmentId, msgId: null };
  return { at, id, result: { ...where, speaker: nameSpeaker(speakers, segment), snippet, at: at.toISOString() } };
}

/** The languages of all transcriptions of a workspace: a step in the index for each. */
async function findLanguagesOf(db: Queryable, workspaceId: string): Promise<string[]> {
  const { language } = transcriptions;
  const inWorkspace = sql`${transcriptions.workspaceId} = ${workspaceId}`;
  const rows = await db.execute<{ language: string }>(sql`
    with recursive known as (
      (select ${language} from ${transcriptions} where ${inWorkspace} order by ${language} limit 1)
      union all
      select (select ${language} from ${transcriptions} where ${inWorkspace} and ${language} > known.language
        order by ${language} limit 1)
      from known where known.language is not null
    )
    select language from known where language is not null`);
  return rows.map((row) => row.language);
}
