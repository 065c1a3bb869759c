import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';

let scene: MeetingScene;
before(async () => {
  scene = await startMeetingScene();
});
after(() => scene.close());

interface Template {
  id: string;
  name: string;
  title: string;
  settings: Record<string, unknown>;
}

test('a template says what is left out when a meeting is created', async () => {
  const settings = { waitingRoom: true, maxParticipants: 9 };
  const { status, body } = await scene.client.call<Template>('POST', '/v1/templates', { name: 'Interview', title: 'Talk with us', settings });
  assert.equal(status, 201);
  assert.deepEqual(body.settings, { muteOnJoin: false, videoOffOnJoin: false, locked: false, ...settings });
  const meeting = await createMeeting(scene, scene, { templateId: body.id, maxParticipants: 4 });
  assert.deepEqual([meeting.title, meeting.settings['waitingRoom'], meeting.settings['maxParticipants']], ['Talk with us', true, 4]);
  const { client } = await scene.newOwner();
  assert.equal((await client.call('POST', '/v1/meetings', { templateId: body.id })).status, 404);
});

test('templates are changed, listed and deleted by their workspace alone', async () => {
  const [owner, stranger] = [await scene.newOwner(), await scene.newOwner()];
  const made = [];
  for (const name of ['One', 'Two']) made.push((await owner.client.call<Template>('POST', '/v1/templates', { name })).body);
  const [one, two] = made;
  assert.ok(one && two);
  assert.equal(one.title, 'One');
  const list = await owner.client.call<{ templates: Template[]; nextCursor: string }>('GET', '/v1/templates?limit=1');
  assert.deepEqual(list.body.templates, [two]);
  assert.deepEqual((await owner.client.call('GET', `/v1/templates?cursor=${list.body.nextCursor}`)).body, { templates: [one], nextCursor: null });
  const changed = await owner.client.call<Template>('PATCH', `/v1/templates/${one.id}`, { settings: { locked: true } });
  assert.deepEqual(changed.body, { ...one, settings: { ...one.settings, locked: true } });
  assert.equal((await owner.client.call('PATCH', `/v1/templates/${one.id}`, { settings: { maxParticipants: -1 } })).status, 400);
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    assert.equal((await stranger.client.call(method, `/v1/templates/${one.id}`, method === 'PATCH' ? {} : undefined)).status, 404, method);
  }
  assert.equal((await owner.client.call('DELETE', `/v1/templates/${one.id}`)).status, 204);
  assert.equal((await owner.client.call('GET', `/v1/templates/${one.id}`)).status, 404);
});
