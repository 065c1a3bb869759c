import assert from 'node:assert/strict';
import { newId } from '../../../../src/core/ids.ts';
import type { Place } from '../../../../src/modules/rooms/index.ts';
import {
  announceTranscriber,
  claimLive,
  type NewSegment,
  storeSegments,
  type ToldSegment,
  type TranscriptionAudience,
} from '../../../../src/modules/transcription/index.ts';
import { type MeetingScene, type Owner, startMeetingScene } from '../../../support/meetings.ts';

/** Those who read along, in a test: what they were told. */
export interface Audience extends TranscriptionAudience {
  told: ToldSegment[];
}

export interface TranscriptionScene extends MeetingScene {
  audience: Audience;
  /** Has a transcriber be there, as it says of itself, until the scene is closed. */
  announce(languages: string[], capacity: number, id?: string, readsFiles?: boolean): Promise<string>;
  /** Opens a room and has it transcribed. */
  transcribe(owner: Owner, language: string, wish?: object): Promise<{ roomId: string; transcriptionId: string }>;
  /** Has somebody say something in a room that is transcribed. @returns the ids of what was new. */
  say(said: { transcriptionId: string; holder: string }, segments: Partial<NewSegment>[]): Promise<string[] | null>;
}

/** No two tests have models for the same: of the range for private use. */
export function newLanguage(): string {
  return `qaa-${newId('x').slice(2, 10)}`;
}

export function createAudience(): Audience {
  const told: ToldSegment[] = [];
  return {
    told,
    findMeetingId: async (_place: Place) => null,
    async tellSegments(_tx, _room, segments) {
      return () => void told.push(...segments);
    },
    tellPartial: (_room, segment) => void told.push(segment),
  };
}

export async function startTranscriptionScene(): Promise<TranscriptionScene> {
  const scene = await startMeetingScene();
  const { db } = scene.database;
  const audience = createAudience();
  const beats: NodeJS.Timeout[] = [];
  return {
    ...scene,
    audience,
    async announce(languages, capacity, id = newId('test'), readsFiles = true) {
      const tell = () => announceTranscriber(db, { id, languages, capacity, load: 0, readsFiles });
      await tell();
      beats.push(setInterval(() => void tell().catch(() => {}), 2_000));
      return id;
    },
    async close() {
      for (const beat of beats) clearInterval(beat);
      await scene.close();
    },
    async transcribe({ client }, language, wish = {}) {
      const roomId = newId('room');
      assert.equal((await client.call('POST', '/v1/rooms', { name: roomId })).status, 201);
      const { status, body } = await client.call<{ transcriptionId: string }>('POST', `/v1/rooms/${roomId}/transcription/start`, { language, ...wish });
      assert.equal(status, 201, JSON.stringify(body));
      return { roomId, transcriptionId: body.transcriptionId };
    },
    async say(lease, segments) {
      const stored = await storeSegments({ db, audience }, lease, segments.map(toNewSegment));
      return stored?.map(({ segmentId }) => segmentId) ?? null;
    },
  };
}

/** What somebody says, with what every segment has. */
export function toNewSegment(segment: Partial<NewSegment>): NewSegment {
  const start = segment.start ?? 1;
  const trackSid = segment.trackSid ?? 'TR_ann';
  const said = { text: 'good morning', end: start + 1, at: new Date(), confidence: 0.9, words: [] };
  const speaker = { segmentId: `${trackSid}:${start * 1000}`, speakerName: 'Ann', participantId: 'ann', trackSid };
  return { ...said, ...speaker, start, ...segment };
}

/** Has a transcriber take the rooms of a language. @returns their ids. */
export async function claimRooms(scene: TranscriptionScene, holder: string, language: string, limit = 100): Promise<string[]> {
  return (await claimLive(scene.database.db, holder, [language], limit)).map(({ id }) => id);
}
