import type { SpeakerNames, TranscriptionOptions } from '../../contracts/transcription.ts';
import type { Transaction } from '../../platform/db/client.ts';
import { emitEvents } from '../../platform/outbox/emit-events.ts';
import { getRoom, type Place, requireOwned } from '../rooms/index.ts';
import { notifyTranscribers } from './changes.ts';
import type { TranscriptionDeps } from './deps.ts';
import { findActive, insertLive } from './repository.ts';
import { reserveTranscriber } from './require-transcriber.ts';
import { stopLive } from './stop-transcription.ts';
import type { Transcription } from './tables.ts';
import { lockTranscribers } from './transcribers.ts';
import { transcriptionEvent } from './transcription-events.ts';

export interface TranscriptionWish {
  /** Such as `en-US`. */
  language: string;
  participants: SpeakerNames;
  options: TranscriptionOptions;
}

type StartDeps = Pick<TranscriptionDeps, 'db' | 'livekit' | 'audience'>;

/**
 * Has a room transcribed, unless it is already: then it is that transcription, also for those who ask at the same time. A
 * 403 in a guest meeting, a 404 when the room is not open, a 422 without a model for the language, a 503 when nobody is
 * there to listen, or all have enough to do.
 */
export async function startTranscription(
  deps: StartDeps,
  place: Place,
  wish: TranscriptionWish,
): Promise<{ transcription: Transcription; isNew: boolean }> {
  requireOwned(place.workspaceId);
  const { sid: roomSid } = await getRoom(deps.livekit, place);
  const running = await findActive(deps.db, place);
  if (running && isIn(running, roomSid)) return { transcription: running, isNew: false };
  const meetingId = await deps.audience.findMeetingId(place);
  for (;;) {
    const transcription = await deps.db.transaction((tx) => begin(tx, { ...place, roomSid, meetingId }, wish));
    if (transcription) return { transcription, isNew: true };
    const other = await findActive(deps.db, place);
    if (other) return { transcription: other, isNew: false };
    // The one that was in the way has just ended.
  }
}

/** One of a room of the same name that has closed is about to be stopped. */
function isIn({ roomSid }: Transcription, sid: string): boolean {
  return roomSid === null || roomSid === sid;
}

/** Null when another runs in the room. */
async function begin(
  tx: Transaction,
  room: Place & { roomSid: string; meetingId: string | null },
  { language, participants: speakers, options }: TranscriptionWish,
): Promise<Transcription | null> {
  // Whoever asks at the same time waits here for the first, which may take the last place that is left.
  const present = await lockTranscribers(tx);
  const running = await findActive(tx, room);
  if (running && isIn(running, room.roomSid)) return null;
  if (running) await stopLive(tx, running.id);
  const model = await reserveTranscriber(tx, present, language);
  const transcription = await insertLive(tx, { ...room, language, model, speakers, options });
  if (!transcription) return null;
  await emitEvents(tx, [transcriptionEvent('transcription_started', transcription)]);
  await notifyTranscribers(tx, transcription.id);
  return transcription;
}
