import { and, eq } from 'drizzle-orm';
import { ignoreNotFound } from '../../../core/errors.ts';
import type { StreamsDeps } from '../deps.ts';
import { stopStream } from '../stop-stream.ts';
import { streams } from '../tables.ts';

/** Stops what a workspace streams and forgets what it has streamed. */
export async function removeWorkspaceStreams({ db }: Pick<StreamsDeps, 'db'>, workspaceId: string): Promise<boolean> {
  const isIn = (status: 'live' | 'stopped') => and(eq(streams.workspaceId, workspaceId), eq(streams.status, status));
  const running = await db.select({ roomId: streams.roomId }).from(streams).where(isIn('live'));
  for (const { roomId } of running) await stopStream({ db }, { workspaceId, roomId }).catch(ignoreNotFound);
  await db.delete(streams).where(isIn('stopped'));
  return true;
}
