import { and, eq, lt, sql } from 'drizzle-orm';
import { findOpenRooms } from '../rooms/index.ts';
import type { TranscriptionDeps } from './deps.ts';
import { stopLive } from './stop-transcription.ts';
import { transcriptions } from './tables.ts';

/** A room of which nothing was heard for so long is not about to open. */
const patienceSeconds = 60;

/** Stops what goes on in rooms that are not open: they closed in the moment in which it was begun. */
export async function stopForsaken({ db }: Pick<TranscriptionDeps, 'db'>): Promise<void> {
  const isLive = and(eq(transcriptions.kind, 'live'), sql`${transcriptions.status} = 'active'`);
  const isOld = lt(transcriptions.createdAt, sql`now() - ${patienceSeconds} * interval '1 second'`);
  const { id, workspaceId, roomId } = transcriptions;
  const active = await db.select({ id, workspaceId, roomId }).from(transcriptions).where(and(isLive, isOld));
  const places = active.map((each) => ({ ...each, roomId: each.roomId ?? '' }));
  const open = await findOpenRooms(db, places);
  for (const place of places.filter((each) => !open.includes(each))) {
    await db.transaction((tx) => stopLive(tx, place.id));
  }
}
