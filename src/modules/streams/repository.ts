import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../platform/db/client.ts';
import type { Place } from '../rooms/index.ts';
import { type Stream, streams } from './tables.ts';

/** What is being streamed from a room; null when nothing is. */
export async function findRunning(db: Queryable, { workspaceId, roomId }: Place): Promise<Stream | null> {
  const isRunning = and(eq(streams.workspaceId, workspaceId), eq(streams.roomId, roomId), eq(streams.status, 'live'));
  const [row] = await db.select().from(streams).where(isRunning);
  return row ?? null;
}

/** Whether a room is being streamed. */
export async function isRoomStreamed(db: Queryable, place: Place): Promise<boolean> {
  return (await findRunning(db, place)) !== null;
}
