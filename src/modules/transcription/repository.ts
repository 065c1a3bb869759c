import { and, asc, desc, eq, gt, gte, lt, or } from 'drizzle-orm';
import { newId } from '../../core/ids.ts';
import type { Queryable, Transaction } from '../../platform/db/client.ts';
import type { Place } from '../rooms/index.ts';
import { segmentColumns, type StoredSegment, type Transcription, transcriptions, transcriptionSegments as segments } from './tables.ts';

/** Of the room of a place. */
function isAt({ workspaceId, roomId }: Place) {
  return and(eq(transcriptions.workspaceId, workspaceId), eq(transcriptions.roomId, roomId));
}

const isLive = eq(transcriptions.kind, 'live');
const isRunning = and(isLive, eq(transcriptions.status, 'active'));

/** What is being transcribed in a room; null when nothing is. */
export async function findActive(db: Queryable, place: Place): Promise<Transcription | null> {
  const [row] = await db.select().from(transcriptions).where(and(isAt(place), isRunning));
  return row ?? null;
}

/** The last that was begun in a room, whether it goes on or not. */
export async function findLatest(db: Queryable, place: Place): Promise<Transcription | null> {
  const [row] = await db
    .select()
    .from(transcriptions)
    .where(and(isAt(place), isLive))
    .orderBy(desc(transcriptions.seq))
    .limit(1);
  return row ?? null;
}

/** Of a recording: the newest that is completed, or else the newest. */
export async function findOfRecording(db: Queryable, workspaceId: string, recordingId: string): Promise<Transcription | null> {
  const isOfIt = and(eq(transcriptions.workspaceId, workspaceId), eq(transcriptions.recordingId, recordingId));
  const isCompleted = desc(eq(transcriptions.status, 'completed'));
  const [row] = await db.select().from(transcriptions).where(isOfIt).orderBy(isCompleted, desc(transcriptions.seq)).limit(1);
  return row ?? null;
}

export async function findTranscription(db: Queryable, workspaceId: string, id: string): Promise<Transcription | null> {
  const isIt = and(eq(transcriptions.workspaceId, workspaceId), eq(transcriptions.id, id));
  const [row] = await db.select().from(transcriptions).where(isIt);
  return row ?? null;
}

/** The newest first, from before `beforeSeq` on. */
export async function findTranscriptions(db: Queryable, workspaceId: string, beforeSeq: number | null, limit: number): Promise<Transcription[]> {
  const isNext = beforeSeq === null ? undefined : lt(transcriptions.seq, beforeSeq);
  return db
    .select()
    .from(transcriptions)
    .where(and(eq(transcriptions.workspaceId, workspaceId), isNext))
    .orderBy(desc(transcriptions.seq))
    .limit(limit);
}

type Start = Pick<Transcription, 'workspaceId' | 'meetingId' | 'language' | 'model' | 'speakers'> & Partial<Transcription>;

/** Whoever calls this for a room has made sure that no other one runs there; null when one does all the same. */
export async function insertLive(tx: Transaction, start: Start): Promise<Transcription | null> {
  const row = { ...start, id: newId('tr'), kind: 'live' as const, status: 'active' as const, startedAt: new Date() };
  const [inserted] = await tx.insert(transcriptions).values(row).onConflictDoNothing().returning();
  return inserted ?? null;
}

export async function insertPost(tx: Transaction, start: Start): Promise<Transcription> {
  const row = { ...start, id: newId('tr'), kind: 'post' as const, status: 'queued' as const };
  const [inserted] = await tx.insert(transcriptions).values(row).returning();
  return inserted as Transcription;
}

/** Where to go on in the segments of a transcription. */
export type SegmentPosition = Pick<StoredSegment, 'start' | 'segmentId'>;

/** What was said, in the order in which it began, from after a position on; only what was said from `since` on. */
export async function findSegments(
  db: Queryable,
  transcriptionId: string,
  { after, since, limit }: { after: SegmentPosition | null; since?: Date | undefined; limit: number },
): Promise<StoredSegment[]> {
  const { start, segmentId } = segments;
  const isNext = after === null ? undefined : or(gt(start, after.start), and(eq(start, after.start), gt(segmentId, after.segmentId)));
  const isRecent = since === undefined ? undefined : gte(segments.at, since);
  // Said again without the second field, as that is what the index can begin with.
  const isFurther = after === null ? undefined : gte(start, after.start);
  return db
    .select(segmentColumns)
    .from(segments)
    .where(and(eq(segments.transcriptionId, transcriptionId), isFurther, isNext, isRecent))
    .orderBy(asc(start), asc(segmentId))
    .limit(limit);
}

export async function countSegments(db: Queryable, transcriptionId: string): Promise<number> {
  return db.$count(segments, eq(segments.transcriptionId, transcriptionId));
}
