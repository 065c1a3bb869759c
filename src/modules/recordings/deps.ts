import type { Database } from '../../platform/db/client.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import type { ObjectStore } from '../../platform/objects/client.ts';
import type { EgressDeps } from '../compositing/index.ts';
import type { Place } from '../rooms/index.ts';
import type { RecordingChanges } from './recording-changes.ts';

export interface RecordingsDeps {
  db: Database;
  livekit: Livekit;
  objects: ObjectStore;
  compositing: EgressDeps;
  changes: RecordingChanges;
  publicUrl: string;
  /** Whether there is a meeting in a room, or was. */
  isMeeting(place: Place): Promise<boolean>;
  /** Whether this is the token by which the hosts of a meeting are known. */
  isAdminToken(meetingId: string, token: string): Promise<boolean>;
  /** Signs links to downloads. */
  linkKey: Buffer;
  /** Recordings are deleted so many days after their end; null: never. */
  retentionDays: number | null;
}
