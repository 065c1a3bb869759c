import assert from 'node:assert/strict';
import { eq } from 'drizzle-orm';
import { readConfig } from '../../../src/config/index.ts';
import { newId } from '../../../src/core/ids.ts';
import { createDeps } from '../../../src/deps.ts';
import {
  announceTranscriber,
  claimLive,
  finishPost,
  forgetTranscriber,
  type NewSegment,
  storeChunk,
  storeSegments,
  tellPartial,
} from '../../../src/modules/transcription/index.ts';
import { recordings } from '../../../src/modules/recordings/tables.ts';
import { transcriptions } from '../../../src/modules/transcription/tables.ts';
import { eventually } from '../../support/client.ts';
import type { TestServer } from '../../support/server.ts';

/** Somebody's words: a sentence of two words a second, `at` seconds after the beginning. */
interface Said {
  by: { participantId?: string | null; name?: string | null };
  text: string;
  at: number;
}

/** A transcriber that understands what a test says to it. No other test has a model for its language. */
export interface ToldSpeech {
  language: string;
  /** In a room that is transcribed: a sentence that goes on, or has ended. */
  hear(roomId: string, said: Said, isFinal: boolean): Promise<void>;
  /** A recording that is being transcribed. @returns the id of its transcription. */
  begin(recordingId: string): Promise<string>;
  /** Its next piece. */
  write(transcriptionId: string, position: number, progress: number, all: readonly Said[]): Promise<void>;
  finish(transcriptionId: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startToldSpeech(server: TestServer, language: string): Promise<ToldSpeech> {
  const deps = createDeps(readConfig(server.env));
  const { transcription, database: { db } } = deps;
  const holder = newId('test');
  const languages = [language, `${language}-other`];
  const announce = () => announceTranscriber(db, { id: holder, languages, capacity: 100, load: 0, readsFiles: true });
  await announce();
  const timer = setInterval(() => void announce(), 2_000);
  const leaseOf = (transcriptionId: string) => ({ transcriptionId, holder });
  const find = async (roomId: string) => {
    await claimLive(db, holder, [language], 10);
    const [row] = await db.select().from(transcriptions).where(eq(transcriptions.roomId, roomId));
    assert.ok(row, `${roomId} is transcribed`);
    return row;
  };
  return {
    language,
    async hear(roomId, said, isFinal) {
      const row = await eventually(() => find(roomId), 10_000);
      if (isFinal) assert.equal((await storeSegments(transcription, leaseOf(row.id), [segmentOf(said)]))?.length, 1);
      else assert.ok(tellPartial(transcription, row, segmentOf(said)));
    },
    async begin(recordingId) {
      const [recording] = await db.select().from(recordings).where(eq(recordings.id, recordingId));
      assert.ok(recording);
      const { workspaceId } = recording;
      const id = newId('tr');
      const facts = { id, workspaceId, recordingId, kind: 'post', status: 'running', language, model: language } as const;
      await db.insert(transcriptions).values({ ...facts, holder, startedAt: new Date() });
      return id;
    },
    async write(id, position, progress, all) {
      const chunk = { position, progress, segments: all.map(segmentOf) };
      assert.equal((await storeChunk(transcription, leaseOf(id), chunk))?.length, all.length);
    },
    async finish(id) {
      assert.equal(await finishPost(transcription, leaseOf(id)), true);
    },
    async stop() {
      clearInterval(timer);
      await forgetTranscriber(db, holder);
      await deps.close();
    },
  };
}

function segmentOf({ by: { participantId = null, name = null }, text, at }: Said): NewSegment {
  const words = text.split(' ').map((word, place) => ({ word, start: at + place / 2, end: at + (place + 1) / 2, confidence: 0.9 }));
  return {
    ...{ segmentId: `${participantId ?? name}:${at * 1_000}`, speakerName: name, participantId, trackSid: null, text, words },
    ...{ start: at, end: at + words.length / 2, at: new Date(), confidence: 0.9 },
  };
}
