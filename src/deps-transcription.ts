import { meetingOfRoom } from './contracts/meetings.ts';
import { findMeeting, tellPartialSegment, tellSegments } from './modules/meetings/index.ts';
import type { TranscriptionAudience, TranscriptionDeps } from './modules/transcription/index.ts';
import type { Database, DatabaseClient } from './platform/db/client.ts';
import type { Fanout } from './platform/fanout/fanout.ts';
import type { Livekit } from './platform/livekit/client.ts';
import type { WakeQueue } from './platform/queue/wake-queue.ts';

interface Adapters {
  database: DatabaseClient;
  livekit: Livekit;
  fanout: Fanout;
  queues: { transcriptionQueue: WakeQueue<{ id: string }> };
}

/** What transcriptions work with. */
export function createTranscriptionDeps({ database: { db }, livekit, fanout, queues }: Adapters): TranscriptionDeps {
  return { db, livekit, audience: createAudience(db, fanout), wake: queues.transcriptionQueue.wake };
}

function createAudience(db: Database, fanout: Fanout): TranscriptionAudience {
  return {
    async findMeetingId({ workspaceId, roomId }) {
      const meetingId = meetingOfRoom(roomId);
      return (await findMeeting(db, { workspaceId, meetingId })) === null ? null : meetingId;
    },
    tellSegments: (tx, room, segments) => tellSegments(tx, { fanout }, room, segments),
    tellPartial: (room, segment) => tellPartialSegment({ fanout }, room, segment),
  };
}
