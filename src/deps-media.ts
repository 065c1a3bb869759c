import type { Config } from './config/index.ts';
import { type Cipher, deriveKey } from './core/secrets.ts';
import { compositePage } from './http/web-pages.ts';
import type { EgressDeps } from './modules/compositing/index.ts';
import { authenticateHost, findMeeting } from './modules/meetings/index.ts';
import { createRecordingChanges, followComposition, type RecordingsDeps } from './modules/recordings/index.ts';
import { followStreamComposition, followTargets, type StreamsDeps } from './modules/streams/index.ts';
import type { Database, DatabaseClient } from './platform/db/client.ts';
import type { Livekit } from './platform/livekit/client.ts';
import type { ObjectStore } from './platform/objects/client.ts';
import type { Outgoing } from './platform/outgoing/client.ts';

interface Adapters {
  database: DatabaseClient;
  livekit: Livekit;
  objects: ObjectStore;
  cipher: Cipher;
  streamOutgoing: Outgoing;
}

/** What draws rooms, and what they are drawn for. */
export interface MediaDeps {
  compositing: EgressDeps;
  recordings: RecordingsDeps;
  streams: StreamsDeps;
}

export function createMediaDeps(config: Config, adapters: Adapters): MediaDeps {
  const { database: { db }, livekit, cipher, streamOutgoing } = adapters;
  const compositing = createCompositingDeps(config, adapters);
  return {
    compositing,
    recordings: createRecordingsDeps(config, adapters, compositing),
    streams: { db, livekit, cipher, compositing, outgoing: streamOutgoing },
  };
}

/** What a composition is made for hears of it; each listener knows its own kind. */
const compositionListener: EgressDeps['listener'] = {
  async changed(tx, composition) {
    await followComposition(tx, composition);
    await followStreamComposition(tx, composition);
  },
  targetsChanged: followTargets,
};

function createCompositingDeps(config: Config, { database: { db }, livekit, objects }: Adapters): EgressDeps {
  return {
    db,
    livekit,
    objects,
    listener: compositionListener,
    choice: config.recording.engine,
    templateUrl: config.recording.templateUrl ?? `${config.publicUrl}${compositePage}`,
    storage: config.storage,
  };
}

function createRecordingsDeps(
  config: Config,
  { database: { db, sql }, livekit, objects }: Adapters,
  compositing: EgressDeps,
): RecordingsDeps {
  const linkKey = deriveKey(config.secret, 'recording links');
  const changes = createRecordingChanges(sql);
  const { publicUrl, recordingRetentionDays: retentionDays } = config;
  return { db, livekit, objects, compositing, changes, publicUrl, linkKey, retentionDays, ...createMeetingPorts(db) };
}

function createMeetingPorts(db: Database): Pick<RecordingsDeps, 'isMeeting' | 'isAdminToken'> {
  return {
    isMeeting: async ({ workspaceId, roomId }) => (await findMeeting(db, { workspaceId, meetingId: roomId })) !== null,
    isAdminToken: async (meetingId, token) => typeof (await authenticateHost(db, meetingId, token)) !== 'string',
  };
}
