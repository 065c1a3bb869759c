import type { Database } from '../../platform/db/client.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import type { ObjectStore } from '../../platform/objects/client.ts';

export interface RecordingsDeps {
  db: Database;
  livekit: Livekit;
  objects: ObjectStore;
  publicUrl: string;
  /** Signs links to downloads. */
  linkKey: Buffer;
}
