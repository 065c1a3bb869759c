import { sql } from 'drizzle-orm';
import { readConfig } from '../../../src/config/index.ts';
import { newId } from '../../../src/core/ids.ts';
import { deriveKey } from '../../../src/core/secrets.ts';
import { recorders } from '../../../src/modules/compositing/tables.ts';
import { signRecordingLink } from '../../../src/modules/recordings/recording-links.ts';
import { recordings } from '../../../src/modules/recordings/tables.ts';
import { connectDatabase } from '../../../src/platform/db/client.ts';
import { connectObjectStore } from '../../../src/platform/objects/client.ts';
import { createClient } from '../../support/client.ts';
import type { TestServer } from '../../support/server.ts';

/** A finished recording of the owner's, with its file, and one that runs in the scene's room. */
export interface SceneRecording {
  id: string;
  /** Opens its file without a key. */
  signature: string;
  /** All that an outsider's call must leave as it is. */
  read(): Promise<unknown>;
}

/** The recorder that is there takes nothing, so that what runs goes on running. */
export async function createSceneRecording(server: TestServer, workspaceId: string, roomPath: string): Promise<SceneRecording> {
  const config = readConfig(server.env);
  const { db, close } = connectDatabase(config.databaseUrl);
  const id = newId('rec');
  try {
    const always = { capacity: 1_000_000, seenAt: sql`now() + interval '1 day'` };
    await db.insert(recorders).values({ id: 'idle', ...always }).onConflictDoUpdate({ target: recorders.id, set: always });
    const objects = connectObjectStore(config.storage);
    await objects.ensureBucket();
    await objects.put(`recordings/${id}.mp4`, Buffer.from('a short film'), 'video/mp4');
    await objects.put(`recordings/${id}.mp4.strip.jpg`, Buffer.from('ten pictures'), 'image/jpeg');
    await db.insert(recordings).values({
      ...{ id, workspaceId, roomId: 'earlier', engine: 'browser', egressId: newId('EG'), status: 'ready' },
      ...{ filename: 'as it was.mp4', mimeType: 'video/mp4', sizeBytes: 12, durationSeconds: 1, objectName: `recordings/${id}.mp4` },
      hasStrip: true,
    });
  } finally {
    await close();
  }
  const { call } = createClient(server);
  await call('POST', `${roomPath}/recording/start`, {});
  const expiresAt = Date.now() + 3_600_000;
  const signature = signRecordingLink(deriveKey(config.secret, 'recording links'), { workspaceId, recordingId: id, expiresAt });
  return {
    id,
    signature,
    read: async () => [(await call('GET', `/v1/recordings/${id}`)).body, (await call('GET', `${roomPath}/recording`)).body],
  };
}
