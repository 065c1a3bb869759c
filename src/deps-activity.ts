import type { RoomsDeps } from './modules/rooms/index.ts';
import { isRoomRecorded } from './modules/recordings/index.ts';
import { isRoomStreamed } from './modules/streams/index.ts';
import { isRoomTranscribed } from './modules/transcription/index.ts';
import type { Database } from './platform/db/client.ts';

/** How the rooms' module learns what goes out of a room: from the modules that send it. */
export function createActivityReader(db: Database): RoomsDeps['readActivity'] {
  return async (place) => {
    const reading = [isRoomRecorded(db, place), isRoomStreamed(db, place), isRoomTranscribed(db, place)] as const;
    const [isRecording, isStreaming, isTranscribing] = await Promise.all(reading);
    return { isRecording, isStreaming, isTranscribing };
  };
}
