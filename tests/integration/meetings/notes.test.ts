import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Client } from '../../support/client.ts';
import { admitPerson, eventsOf } from '../../support/meeting-people.ts';
import { createMeeting, type MadeMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';

interface Notes {
  content: string;
  version: number;
  updatedAt: string | null;
}

let scene: MeetingScene;
before(async () => {
  scene = await startMeetingScene();
});
after(() => scene.close());

const read = async ({ call }: Client, { path }: MadeMeeting) => (await call<Notes>('GET', `${path}/notes`)).body;
const write = ({ call }: Client, { path }: MadeMeeting, content: unknown, version: unknown) =>
  call<Notes & { code?: string }>('PUT', `${path}/notes`, { content, version });

test('notes begin at version 0 and are written by whoever read them last', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await admitPerson(scene, scene, meeting);
  assert.deepEqual(await read(ann.client, meeting), { content: '', version: 0, updatedAt: null });
  const first = await write(ann.client, meeting, '# Notes\n\n- one', 0);
  assert.deepEqual([first.status, first.body.content, first.body.version], [200, '# Notes\n\n- one', 1]);
  const stale = await write(scene.client, meeting, 'mine', 0);
  assert.deepEqual([stale.status, stale.body.code], [412, 'precondition-failed']);
  assert.equal((await write(scene.client, meeting, 'from the future', 2)).status, 412);
  const second = await write(scene.client, meeting, '', 1);
  assert.deepEqual([second.body.version, await read(meeting.host, meeting)], [2, second.body]);
});

test('of twenty who write the same version at once, one does', async () => {
  const meeting = await createMeeting(scene, scene);
  const people = await Promise.all(Array.from({ length: 20 }, () => admitPerson(scene, scene, meeting)));
  for (const version of [0, 1, 2]) {
    const answers = await Promise.all(people.map(({ client, participantId }) => write(client, meeting, participantId, version)));
    const winners = answers.flatMap(({ status }, i) => (status === 200 ? [people[i]?.participantId] : []));
    assert.equal(winners.length, 1);
    assert.equal(answers.filter(({ status }) => status === 412).length, 19);
    const { content, version: now } = await read(scene.client, meeting);
    assert.deepEqual([content, now], [winners[0], version + 1]);
  }
});

test('the last text is told, and no earlier one is kept', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await admitPerson(scene, scene, meeting);
  await write(ann.client, meeting, 'one', 0);
  await meeting.host.call('POST', `${meeting.path}/polls`, { question: '?', type: 'yes_no' });
  await write(ann.client, meeting, 'two', 1);
  await write(scene.client, meeting, 'three', 2);
  const told = await eventsOf(scene, meeting);
  assert.deepEqual(told.map(({ type, audience }) => [type, audience]), [
    ['notes:updated', 'nobody'],
    ['poll:created', 'everybody'],
    ['notes:updated', 'nobody'],
    ['notes:updated', 'everybody'],
  ]);
  assert.deepEqual([told[0]?.data, told[2]?.data], [{}, {}]);
  assert.deepEqual(told[3]?.data, { content: 'three', version: 3, participantId: null });
});

test('notes take 100 KB of UTF-8, however a client writes them', async () => {
  const meeting = await createMeeting(scene, scene);
  const full = '家'.repeat(Math.floor((100 * 1024) / 3)) + 'x';
  const escaped = JSON.stringify({ content: full, version: 0 }).replace(/家/g, '\\u5bb6');
  const headers = { 'x-api-key': scene.apiKey, 'content-type': 'application/json' };
  const answer = await fetch(`${scene.server.url}${meeting.path}/notes`, { method: 'PUT', headers, body: escaped });
  assert.equal(answer.status, 200);
  assert.equal((await read(scene.client, meeting)).content, full);
  const over = await write(scene.client, meeting, `${full}x`, 1);
  assert.deepEqual([over.status, over.body.code], [413, 'too-large']);
  assert.equal((await write(scene.client, meeting, 'x'.repeat(1_000_000), 1)).status, 413);
});

test('what cannot be is refused', async () => {
  const meeting = await createMeeting(scene, scene);
  for (const content of ['a\u0000b', 'a\ud800', 5, null, undefined]) assert.equal((await write(scene.client, meeting, content, 0)).status, 400);
  for (const version of ['0', -1, 1.5, 2 ** 31, undefined]) assert.equal((await write(scene.client, meeting, 'x', version)).status, 400);
  const hostile = "\u202e<script>'; drop table meeting_notes; --\ufeff\u0001👩‍👩‍👧";
  assert.equal((await write(scene.client, meeting, hostile, 0)).body.content, hostile);
  await scene.database.sql`update meetings set status = 'ended', ended_at = now() where id = ${meeting.meetingId}`;
  assert.equal((await write(scene.client, meeting, 'late', 1)).status, 410);
  assert.equal((await read(scene.client, meeting)).content, hostile);
});

test('who may read and write notes', async () => {
  const [meeting, other] = [await createMeeting(scene, scene), await createMeeting(scene, scene)];
  const [ann, eve] = [await admitPerson(scene, scene, meeting), await admitPerson(scene, scene, other)];
  const stranger = await scene.newOwner();
  const callers = [scene.client, meeting.host, ann.client, eve.client, other.host, stranger.client];
  const path = `${meeting.path}/notes`;
  const expected = [200, 200, 200, 403, 403, 404];
  assert.deepEqual(await Promise.all(callers.map(async ({ call }) => (await call('GET', path)).status)), expected);
  const written = [];
  for (const { call } of callers) {
    const { version } = await read(scene.client, meeting);
    written.push((await call('PUT', path, { content: 'x', version })).status);
  }
  assert.deepEqual(written, expected);
});
