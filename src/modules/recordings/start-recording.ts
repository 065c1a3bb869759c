import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import type { Picture } from '../../contracts/composing.ts';
import { meetingOfRoom } from '../../contracts/meetings.ts';
import { newId } from '../../core/ids.ts';
import type { Database, Transaction } from '../../platform/db/client.ts';
import { beginComposition, type Composition, type EgressDeps, requestComposition } from '../compositing/index.ts';
import { getRoom, type Place, requireOwned } from '../rooms/index.ts';
import type { RecordingsDeps } from './deps.ts';
import { getRecording } from './find-recording.ts';
import { findRunning, objectBaseOf } from './repository.ts';
import { type Recording, recordings } from './tables.ts';

/**
 * Starts a recording, unless one runs in the room already: then it is that one, also for those who ask at the same time.
 * A 403 in a guest meeting, a 404 when the room is not open, a 503 when nobody is there to record it.
 */
export async function startRecording(
  deps: Pick<RecordingsDeps, 'db' | 'livekit' | 'compositing' | 'isMeeting'>,
  place: Place,
  picture: Picture,
): Promise<{ recording: Recording; isNew: boolean }> {
  requireOwned(place.workspaceId);
  const running = await findRunning(deps.db, place);
  if (running) return { recording: await untilBegun(deps.db, running), isNew: false };
  await getRoom(deps.livekit, place);
  const meetingId = await findMeetingId(deps, place);
  for (;;) {
    const asked = await deps.db.transaction((tx) => insertRecording(tx, deps.compositing, { ...place, meetingId }, picture));
    if (asked) {
      await beginComposition(deps.compositing, asked.composition);
      return { recording: await getRecording(deps.db, place.workspaceId, asked.id), isNew: true };
    }
    const other = await findRunning(deps.db, place);
    if (other) return { recording: await untilBegun(deps.db, other), isNew: false };
    // The one that was in the way has just ended.
  }
}

const beginMs = 5_000;
const lookEveryMs = 100;

/** An egress has its id from LiveKit, which whoever asked first is just being told. */
async function untilBegun(db: Database, recording: Recording): Promise<Recording> {
  const giveUpAt = Date.now() + beginMs;
  let latest = recording;
  while (latest.egressId === null && Date.now() < giveUpAt) {
    await sleep(lookEveryMs);
    latest = await getRecording(db, recording.workspaceId, recording.id);
  }
  return latest;
}

/** The meeting that is held in a room, or of which it is a breakout. */
async function findMeetingId({ isMeeting }: Pick<RecordingsDeps, 'isMeeting'>, { workspaceId, roomId }: Place): Promise<string | null> {
  const meetingId = meetingOfRoom(roomId);
  return (await isMeeting({ workspaceId, roomId: meetingId })) ? meetingId : null;
}

/** Null when another runs in the room. */
async function insertRecording(
  tx: Transaction,
  compositing: EgressDeps,
  { meetingId, ...place }: Place & { meetingId: string | null },
  picture: Picture,
): Promise<{ id: string; composition: Composition } | null> {
  const id = newId('rec');
  const row = {
    ...place,
    id,
    meetingId,
    engine: 'browser' as const,
    status: 'recording' as const,
    filename: filenameOf(place.roomId, new Date(), picture.audioOnly ? 'm4a' : 'mp4'),
    mimeType: picture.audioOnly ? 'audio/mp4' : 'video/mp4',
  };
  const [inserted] = await tx.insert(recordings).values(row).onConflictDoNothing().returning();
  if (!inserted) return null;
  const output = { kind: 'recording' as const, objectName: objectBaseOf(place.workspaceId, id) };
  const composition = await requestComposition(tx, compositing, { ...place, picture, output });
  const { engine } = composition;
  const egressId = engine === 'browser' ? composition.egressId : null;
  await tx.update(recordings).set({ compositionId: composition.id, engine, egressId }).where(eq(recordings.id, id));
  return { id, composition };
}

/** Such as `stand-up-2026-11-22-143005.mp4`: what every file system takes. */
export function filenameOf(roomId: string, at: Date, ending: string): string {
  const name = roomId.normalize('NFC').replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^[.-]+|[.-]+$/g, '').slice(0, 80);
  const [day, time] = at.toISOString().slice(0, 19).split('T');
  return `${name || 'room'}-${day}-${time?.replaceAll(':', '')}.${ending}`;
}
