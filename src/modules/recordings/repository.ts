import { and, desc, eq, lt, or } from 'drizzle-orm';
import type { Queryable } from '../../platform/db/client.ts';
import { type Recording, recordings } from './tables.ts';

/** A room in its workspace. */
export interface Place {
  workspaceId: string;
  roomId: string;
}

/** What is being recorded in a room; null when nothing is. */
export async function findRunning(db: Queryable, { workspaceId, roomId }: Place): Promise<Recording | null> {
  const isRunning = and(
    eq(recordings.workspaceId, workspaceId),
    eq(recordings.roomId, roomId),
    eq(recordings.status, 'recording'),
  );
  const [row] = await db.select().from(recordings).where(isRunning);
  return row ?? null;
}

/** By its own id or its egress's; null for another workspace's. */
export async function findRecording(db: Queryable, workspaceId: string, id: string): Promise<Recording | null> {
  const isIt = and(eq(recordings.workspaceId, workspaceId), or(eq(recordings.id, id), eq(recordings.egressId, id)));
  const [row] = await db.select().from(recordings).where(isIt);
  return row ?? null;
}

/** The newest first, from before `beforeSeq` on. */
export async function findRecordings(
  db: Queryable,
  { workspaceId, meetingId }: { workspaceId: string; meetingId?: string },
  beforeSeq: number | null,
  limit: number,
): Promise<Recording[]> {
  const isWanted = and(
    eq(recordings.workspaceId, workspaceId),
    meetingId === undefined ? undefined : eq(recordings.meetingId, meetingId),
    beforeSeq === null ? undefined : lt(recordings.seq, beforeSeq),
  );
  return db.select().from(recordings).where(isWanted).orderBy(desc(recordings.seq)).limit(limit);
}
