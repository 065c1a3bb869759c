import assert from 'node:assert/strict';
import { sql } from 'drizzle-orm';
import { newId } from '../../../src/core/ids.ts';
import { transcribers, transcriptions, transcriptionSegments } from '../../../src/modules/transcription/tables.ts';
import { connectDatabase } from '../../../src/platform/db/client.ts';
import { createClient } from '../../support/client.ts';
import type { TestServer } from '../../support/server.ts';

/** A finished transcription of the owner's, and one that goes on in the scene's room. */
export interface SceneTranscription {
  id: string;
  /** All that an outsider's call must leave as it is. */
  read(): Promise<unknown>;
}

/** The transcriber that is there takes nothing, so that what goes on goes on. */
export async function createSceneTranscription(server: TestServer, workspaceId: string, roomPath: string): Promise<SceneTranscription> {
  const { db, close } = connectDatabase(server.env['DATABASE_URL'] ?? '');
  const id = newId('tr');
  try {
    const always = { languages: ['en'], capacity: 1_000_000, seenAt: sql`now() + interval '1 day'` };
    await db.insert(transcribers).values({ id: 'idle', ...always }).onConflictDoUpdate({ target: transcribers.id, set: always });
    const said = { start: 1, end: 2, at: new Date(), confidence: 0.9, words: [{ word: 'was', start: 1, end: 2, confidence: 0.9 }] };
    await db.insert(transcriptions).values({
      ...{ id, kind: 'live', workspaceId, roomId: 'earlier', language: 'en', model: 'en', status: 'stopped' },
      ...{ startedAt: new Date(), endedAt: new Date() },
    });
    await db.insert(transcriptionSegments).values({
      ...{ transcriptionId: id, segmentId: 'TR_x:1000', workspaceId, speakerName: 'Ann', participantId: 'ann', trackSid: 'TR_x' },
      ...{ text: 'As it was.', ...said },
    });
  } finally {
    await close();
  }
  const { call } = createClient(server);
  const started = await call('POST', `${roomPath}/transcription/start`, { language: 'en' });
  assert.equal(started.status, 201, JSON.stringify(started.body));
  return {
    id,
    read: async () => [(await call('GET', `/v1/transcriptions/${id}`)).body, (await call('GET', `${roomPath}/transcription`)).body],
  };
}
