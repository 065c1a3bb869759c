import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient } from '../../support/client.ts';
import { type MadeMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';
import { startServerOn } from '../../support/server.ts';

let scene: MeetingScene;
before(async () => {
  scene = await startMeetingScene({ BILLING_ENABLED: 'true', RATE_LIMIT_GUEST: '5/9999h' });
});
after(() => scene.close());

test('anyone holds a meeting, five an hour', async () => {
  const anyone = createClient(scene.server, {});
  const { status, body } = await anyone.call<MadeMeeting>('POST', '/v1/meetings/guest', { title: 'Quick Sync' });
  assert.deepEqual([status, body.title, body.status, body.joinUrl], [201, 'Quick Sync', 'active', `/join/${body.meetingId}`]);
  assert.equal((await anyone.call<MadeMeeting>('POST', '/v1/meetings/guest')).body.title, 'Quick Meeting');
  const path = `/v1/meetings/${body.meetingId}`;
  const host = createClient(scene.server, { 'x-admin-token': body.adminToken });
  assert.equal((await host.call('GET', path)).status, 200);
  assert.equal((await anyone.call('GET', `${path}/activity`)).body['isGuest'], true);
  // No key speaks for it.
  assert.equal((await scene.client.call('GET', path)).status, 404);
  for (const what of ['recording/start', 'stream/start']) {
    const refused = await host.call('POST', `/v1/rooms/${body.meetingId}/${what}`, { url: 'rtmp://127.0.0.1/app/key' });
    assert.deepEqual([refused.status, refused.body['code']], [403, 'forbidden'], what);
  }
  const form = new FormData();
  form.append('recording', new Blob(['x'], { type: 'video/mp4' }), 'x.mp4');
  assert.equal((await host.call('POST', `${path}/recordings`, form)).status, 403);
  const ended = await host.call('DELETE', path);
  assert.deepEqual([ended.status, ended.body['costUsd']], [200, '0.0000']);
  for (const expected of [201, 201, 201, 429]) {
    assert.equal((await anyone.call('POST', '/v1/meetings/guest', {})).status, expected);
  }
});

test('without credits no meeting is made', async () => {
  const { status, body } = await scene.client.call('POST', '/v1/meetings', {});
  assert.deepEqual([status, body['code']], [402, 'insufficient-credits']);
});

test('GUEST_MEETINGS=off', async () => {
  const strict = await startServerOn(scene.server.env, { GUEST_MEETINGS: 'off', RATE_LIMIT_GUEST: 'off' });
  try {
    assert.equal((await createClient(strict, {}).call('POST', '/v1/meetings/guest', {})).status, 403);
  } finally {
    await strict.stop();
  }
});
