import { and, desc, eq, lt, or } from 'drizzle-orm';
import type { Queryable } from '../../platform/db/client.ts';
import type { Place } from '../rooms/index.ts';
import { type Recording, recordings } from './tables.ts';

/** What the names of all objects of a recording begin with, and of no other: all ids are of one length. */
export function objectBaseOf(workspaceId: string, recordingId: string): string {
  return `recordings/${workspaceId}/${recordingId}`;
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

/** By its own id or its egress's; null for another workspace's, when it must be of one. */
export async function findRecording(db: Queryable, workspaceId: string | null, id: string): Promise<Recording | null> {
  const isTheirs = workspaceId === null ? undefined : eq(recordings.workspaceId, workspaceId);
  const isIt = and(isTheirs, or(eq(recordings.id, id), eq(recordings.egressId, id)));
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
    // A room is a meeting of the same name.
    meetingId === undefined ? undefined : or(eq(recordings.roomId, meetingId), eq(recordings.meetingId, meetingId)),
    beforeSeq === null ? undefined : lt(recordings.seq, beforeSeq),
  );
  return db.select().from(recordings).where(isWanted).orderBy(desc(recordings.seq)).limit(limit);
}
