import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createKey } from '../../../src/modules/accounts/index.ts';
import { createClient } from '../../support/client.ts';
import { createMeeting, fromNow, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';

let scene: MeetingScene;
before(async () => {
  scene = await startMeetingScene();
});
after(() => scene.close());

const defaults = { muteOnJoin: false, videoOffOnJoin: false, maxParticipants: 50, locked: false, waitingRoom: false };

test('a meeting without wishes is active at once', async () => {
  const { status, body } = await scene.client.call('POST', '/v1/meetings');
  assert.equal(status, 201);
  const { meetingId, adminToken, ...rest } = body;
  assert.match(String(meetingId), /^[a-z0-9]{3}-[a-z0-9]{4}-[a-z0-9]{3}$/);
  assert.ok(String(adminToken).length >= 32);
  assert.deepEqual(rest, { joinUrl: `/join/${String(meetingId)}`, title: 'Untitled Meeting', status: 'active', settings: defaults });
});

test('one with every wish is scheduled', async () => {
  const scheduledAt = fromNow(3_600_000);
  const settings = { muteOnJoin: true, videoOffOnJoin: true, maxParticipants: 3, locked: true, waitingRoom: true };
  const made = await createMeeting(scene, scene, { title: 'Ünïcode ‮ 👩‍👩‍👧 “x”', scheduledAt, durationMinutes: 45, ...settings });
  assert.deepEqual([made.title, made.status, made.scheduledAt, made.settings], ['Ünïcode ‮ 👩‍👩‍👧 “x”', 'scheduled', scheduledAt, settings]);
});

test('what cannot be is refused', async () => {
  const wrong: [string, unknown][] = [
    ['/scheduledAt', { scheduledAt: fromNow(-1_000) }],
    ['/scheduledAt', { scheduledAt: 'tomorrow' }],
    ['/scheduledAt', { scheduledAt: '2999-12-31T23:59:60Z' }],
    ['/scheduledAt', { scheduledAt: '9999-12-31T23:59:59-10:00' }],
    ['/title', { title: '' }],
    ['/title', { title: 'a\u0000b' }],
    ['/title', { title: 'x'.repeat(201) }],
    ['/maxParticipants', { maxParticipants: 0 }],
    ['/durationMinutes', { durationMinutes: 1.5 }],
    ['/locked', { locked: 'yes' }],
  ];
  for (const [path, wish] of wrong) {
    const { status, body } = await scene.client.call<{ errors: { path: string }[] }>('POST', '/v1/meetings', wish);
    assert.equal(status, 400, path);
    assert.equal(body.errors[0]?.path, path);
  }
});

test('the same Idempotency-Key makes one meeting', async () => {
  const headers = { 'idempotency-key': 'one' };
  const answers = [];
  for (const _ of [1, 2]) answers.push(await scene.client.call('POST', '/v1/meetings', { title: 'Once' }, headers));
  assert.deepEqual(answers[0]?.body, answers[1]?.body);
  assert.equal(answers[1]?.headers.get('idempotency-replayed'), 'true');
  assert.equal((await scene.client.call('POST', '/v1/meetings', { title: 'Twice' }, headers)).status, 422);
});

test('it takes a key with the scope', async () => {
  const narrow = await createKey(scene.database.db, scene.workspaceId, { scopes: ['meetings:read'] });
  const refused = await createClient({ url: scene.server.url, apiKey: narrow }).call('POST', '/v1/meetings', {});
  assert.deepEqual([refused.status, refused.body['code']], [403, 'missing-scope']);
  assert.equal((await createClient(scene.server, {}).call('POST', '/v1/meetings', {})).status, 401);
});

test('one event tells of each', async () => {
  const [now, later] = [await createMeeting(scene, scene), await createMeeting(scene, scene, { scheduledAt: fromNow(60_000) })];
  const rows = await scene.database.sql<{ key: string; meeting_id: string; room_id: string; data: Record<string, unknown> }[]>`
    select key, meeting_id, room_id, data from outbox where meeting_id in (${now.meetingId}, ${later.meetingId}) order by seq`;
  assert.deepEqual(rows.map(({ key, meeting_id: id, room_id: room }) => [key, id, room]), [
    [`meeting_started:${now.meetingId}`, now.meetingId, now.meetingId],
    [`meeting_scheduled:${later.meetingId}`, later.meetingId, later.meetingId],
  ]);
});
