import { sql } from 'drizzle-orm';
import type { Picture } from '../../contracts/composing.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../platform/db/client.ts';
import { requestComposition } from '../compositing/index.ts';
import { getRoom } from '../rooms/index.ts';
import type { RecordingsDeps } from './deps.ts';
import { findRunning, type Place } from './repository.ts';
import { type Recording, recordings } from './tables.ts';

/**
 * Starts a recording, unless one runs in the room already: then it is that one, also for those who ask at the same time.
 * A 404 when the room is not open, a 503 when nobody is there to record it.
 */
export async function startRecording(
  deps: Pick<RecordingsDeps, 'db' | 'livekit'>,
  place: Place,
  picture: Picture,
): Promise<{ recording: Recording; isNew: boolean }> {
  const running = await findRunning(deps.db, place);
  if (running) return { recording: running, isNew: false };
  await getRoom(deps.livekit, place);
  for (;;) {
    const recording = await deps.db.transaction((tx) => insertRecording(tx, place, picture));
    if (recording) return { recording, isNew: true };
    const other = await findRunning(deps.db, place);
    if (other) return { recording: other, isNew: false };
    // The one that was in the way has just ended.
  }
}

/** Null when another runs in the room. */
async function insertRecording(tx: Transaction, place: Place, picture: Picture): Promise<Recording | null> {
  const id = newId('rec');
  const row = {
    ...place,
    id,
    engine: 'browser' as const,
    status: 'recording' as const,
    filename: filenameOf(place.roomId, new Date(), picture.audioOnly ? 'm4a' : 'mp4'),
    mimeType: picture.audioOnly ? 'audio/mp4' : 'video/mp4',
  };
  const [inserted] = await tx.insert(recordings).values(row).onConflictDoNothing().returning();
  if (!inserted) return null;
  const objectName = `recordings/${place.workspaceId}/${id}`;
  const { id: compositionId, engine, egressId } = await requestComposition(tx, { ...place, kind: 'recording', picture, objectName });
  const made = { compositionId, engine, egressId };
  const [recording] = await tx.update(recordings).set(made).where(sql`${recordings.id} = ${id}`).returning();
  return recording ?? null;
}

/** Such as `stand-up-2026-11-22-143005.mp4`: what every file system takes. */
export function filenameOf(roomId: string, at: Date, ending: string): string {
  const name = roomId.normalize('NFC').replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^[.-]+|[.-]+$/g, '').slice(0, 80);
  const [day, time] = at.toISOString().slice(0, 19).split('T');
  return `${name || 'room'}-${day}-${time?.replaceAll(':', '')}.${ending}`;
}
