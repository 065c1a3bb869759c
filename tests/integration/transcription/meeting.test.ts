import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTranscriptionDeps } from '../../../src/deps-transcription.ts';
import type { MeetingEvent } from '../../../src/contracts/realtime.ts';
import { channelOf } from '../../../src/modules/meetings/index.ts';
import { claimLive, storeSegments, tellPartial, type Transcription, type TranscriptionDeps } from '../../../src/modules/transcription/index.ts';
import type { Fanout } from '../../../src/platform/fanout/fanout.ts';
import { createLivekit } from '../../../src/platform/livekit/client.ts';
import { readConfig } from '../../../src/config/index.ts';
import { eventually } from '../../support/client.ts';
import { connectFanout, eventsOf } from '../../support/meeting-people.ts';
import { createMeeting } from '../../support/meetings.ts';
import { newLanguage, startTranscriptionScene, toNewSegment, type TranscriptionScene } from './support/scene.ts';

let scene: TranscriptionScene;
let fanout: Fanout;
let deps: TranscriptionDeps;

before(async () => {
  scene = await startTranscriptionScene();
  fanout = connectFanout(scene);
  const livekit = createLivekit(readConfig(scene.server.env).livekit);
  const queues = { transcriptionQueue: { wake: async () => {} } };
  deps = createTranscriptionDeps({ database: scene.database, livekit, fanout, queues } as never);
});
after(async () => {
  fanout.close();
  await scene.close();
});

/** A room of a meeting that is transcribed, and what its people are told. */
async function begin(suffix = '') {
  const language = newLanguage();
  const holder = await scene.announce([language], 10);
  const meeting = await createMeeting(scene, scene);
  const roomId = meeting.meetingId + suffix;
  await scene.client.call('POST', '/v1/rooms', { name: roomId });
  const { status } = await scene.client.call('POST', `/v1/rooms/${encodeURIComponent(roomId)}/transcription/start`, { language });
  assert.equal(status, 201);
  const [transcription] = await claimLive(scene.database.db, holder, [language], 1);
  const told: MeetingEvent[] = [];
  await new Promise<void>((ready) => {
    fanout.subscribe(channelOf(meeting.meetingId), (message) => told.push(...(JSON.parse(message) as MeetingEvent[])), ready);
  });
  return { meeting, told, transcription: transcription as Transcription, lease: { transcriptionId: transcription?.id ?? '', holder } };
}

test('people in a meeting read along, and what is final is numbered and kept', async () => {
  const { meeting, told, transcription, lease } = await begin();
  const { words: _, confidence: __, ...partial } = toNewSegment({ text: 'good' });
  tellPartial(deps, transcription, partial);
  await storeSegments(deps, lease, [toNewSegment({ text: 'good morning' })]);
  await storeSegments(deps, lease, [toNewSegment({ text: 'good morning' })]);
  await eventually(async () => assert.equal(told.length, 4, JSON.stringify(told)), 10_000);
  assert.deepEqual(told.map(({ type, audience, data }) => [type, audience, data['text'], data['final']]), [
    ['captions:update', 'everybody', 'good', false],
    ['transcription:segment', 'everybody', 'good', false],
    ['transcription:segment', 'everybody', 'Good morning.', true],
    ['captions:update', 'everybody', 'Good morning.', true],
  ]);
  assert.equal(told[0]?.data['pid'], 'ann');
  const kept = (await eventsOf(scene, meeting)).filter(({ type }) => type === 'transcription:segment');
  assert.deepEqual(kept.map(({ seq, data }) => [seq, data['speaker'], data['segmentId']]), [[told[2]?.seq, 'Ann', 'TR_ann:1000']]);
});

test('what is said in a breakout is for those who are there', async () => {
  const { told, lease } = await begin('~br_red');
  await storeSegments(deps, lease, [toNewSegment({})]);
  await eventually(async () => assert.equal(told.length, 2), 10_000);
  assert.deepEqual(told.map(({ audience }) => audience), ['breakout:br_red', 'breakout:br_red']);
});

test('what comes when the meeting itself is gone is still written down', async () => {
  const { meeting, lease } = await begin();
  await scene.database.sql`delete from meetings where id = ${meeting.meetingId}`;
  assert.equal((await storeSegments(deps, lease, [toNewSegment({})]))?.length, 1);
});
