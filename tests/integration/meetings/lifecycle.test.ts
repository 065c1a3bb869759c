import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, eventually } from '../../support/client.ts';
import { createMeeting, fromNow, type MadeMeeting, type MeetingScene, startMeetingSceneApart } from '../../support/meetings.ts';
import { addStay } from '../../support/stays.ts';

let scene: MeetingScene;
before(async () => {
  scene = await startMeetingSceneApart({ MEETING_EMPTY_SECONDS: '2', MEETING_UNUSED_HOURS: '1' });
  await scene.startWorker();
});
after(() => scene.close());

const read = async ({ path }: MadeMeeting) => (await scene.client.call('GET', path)).body;

test('a meeting is read by its key, its host, and by anyone what a join page shows', async () => {
  const meeting = await createMeeting(scene, scene, { title: 'Weekly' });
  const byKey = await scene.client.call('GET', meeting.path);
  assert.equal(byKey.status, 200);
  const { meetingId, title, status, participantCount, participants, settings } = byKey.body;
  assert.deepEqual([meetingId, title, status, participantCount, participants], [meeting.meetingId, 'Weekly', 'active', 0, []]);
  assert.deepEqual(settings, meeting.settings);
  assert.deepEqual((await meeting.host.call('GET', meeting.path)).body, byKey.body);
  const anyone = createClient(scene.server, {});
  assert.deepEqual((await anyone.call('GET', `${meeting.path}/public`)).body, {
    meetingId, title: 'Weekly', status: 'active', scheduledAt: null, locked: false, waitingRoom: false,
  });
  assert.deepEqual((await anyone.call('GET', `${meeting.path}/activity`)).body, {
    isGuest: false, isRecording: false, isStreaming: false, isTranscribing: false,
  });
  assert.equal((await anyone.call('GET', meeting.path)).status, 401);
  assert.equal((await anyone.call('GET', '/v1/meetings/aaa-bbbb-ccc/public')).status, 404);
});

test("another workspace's meeting is not there", async () => {
  const meeting = await createMeeting(scene, scene, { scheduledAt: fromNow(60_000) });
  const { client } = await scene.newOwner();
  const calls = [['GET', meeting.path], ['PATCH', meeting.path], ['POST', `${meeting.path}/admin-token`]] as const;
  for (const [method, path] of calls) assert.equal((await client.call(method, path, method === 'GET' ? undefined : {})).status, 404, path);
  assert.deepEqual((await client.call('GET', '/v1/meetings')).body, { meetings: [], nextCursor: null });
});

test('what only a host may takes the admin token', async () => {
  const meeting = await createMeeting(scene, scene);
  const other = await createMeeting(scene, scene);
  const wrong = createClient(scene.server, { 'x-admin-token': other.adminToken });
  const none = createClient(scene.server, {});
  const calls = [['DELETE', ''], ['PATCH', '/settings'], ['POST', '/lock'], ['POST', '/unlock']] as const;
  for (const [method, path] of calls) {
    const statuses = [];
    for (const client of [scene.client, wrong, none]) statuses.push((await client.call(method, meeting.path + path)).status);
    assert.deepEqual(statuses, [403, 403, 401], path);
    assert.equal((await wrong.call(method, `/v1/meetings/aaa-bbbb-ccc${path}`)).status, 404);
  }
  // Beside a key, the token decides.
  assert.equal((await scene.client.call('POST', `${meeting.path}/lock`, undefined, { 'x-admin-token': meeting.adminToken })).status, 200);
  assert.equal((await scene.client.call('POST', `${meeting.path}/lock`, undefined, { 'x-admin-token': other.adminToken })).status, 403);
});

test('a new admin token ends the earlier one', async () => {
  const meeting = await createMeeting(scene, scene);
  const { status, body } = await scene.client.call('POST', `${meeting.path}/admin-token`);
  assert.equal(status, 201);
  assert.equal((await meeting.host.call('POST', `${meeting.path}/lock`)).status, 403);
  const host = createClient(scene.server, { 'x-admin-token': String(body['adminToken']) });
  assert.equal((await host.call('POST', `${meeting.path}/lock`)).status, 200);
});

test('settings change one by one, and are told in order', async () => {
  const meeting = await createMeeting(scene, scene);
  const changed = await meeting.host.call('PATCH', `${meeting.path}/settings`, { title: 'New', maxParticipants: 7 });
  assert.deepEqual(changed.body, { ...meeting.settings, title: 'New', maxParticipants: 7 });
  assert.equal((await meeting.host.call('POST', `${meeting.path}/lock`)).body['locked'], true);
  assert.equal((await meeting.host.call('POST', `${meeting.path}/unlock`)).body['locked'], false);
  assert.equal((await meeting.host.call('PATCH', `${meeting.path}/settings`, { maxParticipants: 0 })).status, 400);
  const events = await scene.database.sql<{ seq: string; type: string; data: { locked: boolean } }[]>`
    select seq, type, data from meeting_events where meeting_id = ${meeting.meetingId} order by seq`;
  assert.deepEqual(events.map(({ seq, type, data }) => [Number(seq), type, data.locked]), [
    [1, 'meeting:settings-updated', false],
    [2, 'meeting:settings-updated', true],
    [3, 'meeting:settings-updated', false],
  ]);
});

test('the plan of a scheduled meeting changes; that of another does not', async () => {
  const meeting = await createMeeting(scene, scene, { scheduledAt: fromNow(60_000) });
  const scheduledAt = fromNow(3_600_000);
  const { status, body } = await scene.client.call('PATCH', meeting.path, { title: 'Later', scheduledAt, durationMinutes: 5 });
  assert.deepEqual([status, body['title'], body['scheduledAt'], body['durationMinutes']], [200, 'Later', scheduledAt, 5]);
  assert.equal((await scene.client.call('PATCH', meeting.path, { scheduledAt: fromNow(-1) })).status, 400);
  const active = await createMeeting(scene, scene);
  assert.equal((await scene.client.call('PATCH', active.path, { title: 'x' })).status, 409);
});

/** So far ahead that it is still to come when the server reads it. */
const soonMs = 2_500;

/** A meeting begins at its time, which is known by an alarm: the next regular look may be 5 s away. */
async function assertBegins(meeting: MadeMeeting, lateMs = 2_000): Promise<void> {
  await eventually(async () => assert.equal((await read(meeting))['status'], 'active'), 15_000, 20);
  const [row] = await scene.database.sql<{ late: number }[]>`
    select (extract(epoch from event.created_at - meeting.scheduled_at) * 1000)::int as late
    from outbox event join meetings meeting on meeting.id = event.meeting_id
    where event.name = 'meeting_started' and meeting.id = ${meeting.meetingId}`;
  assert.ok(row && row.late >= 0 && row.late < lateMs, `${row?.late} ms late`);
}

test('a scheduled meeting begins at its time', async () => {
  const meeting = await createMeeting(scene, scene, { scheduledAt: fromNow(soonMs) });
  assert.equal(meeting.status, 'scheduled');
  await assertBegins(meeting);
  assert.equal((await read(meeting))['startedAt'], meeting.scheduledAt);
  const events = await scene.database.sql`select name from outbox where meeting_id = ${meeting.meetingId} order by seq`;
  assert.deepEqual(events.map(({ name }) => name), ['meeting_scheduled', 'meeting_started']);
});

test('one whose time comes while another begins is not left until the next sweep', async () => {
  const [slow, next] = [await createMeeting(scene, scene, { scheduledAt: fromNow(soonMs) }), await createMeeting(scene, scene, { scheduledAt: fromNow(soonMs + 200) })];
  const due = Date.parse(next.scheduledAt ?? '');
  await scene.database.sql.begin(async (sql) => {
    await sql`select from meetings where id = ${slow.meetingId} for update`;
    await sleep(due + 200 - Date.now());
  });
  await assertBegins(next);
});

test('one that is put forward begins then', async () => {
  const meeting = await createMeeting(scene, scene, { scheduledAt: fromNow(3_600_000) });
  assert.equal((await scene.client.call('PATCH', meeting.path, { scheduledAt: fromNow(soonMs) })).status, 200);
  await assertBegins(meeting);
});

test('one that is cancelled never begins', async () => {
  const meeting = await createMeeting(scene, scene, { scheduledAt: fromNow(60_000) });
  const nothing = { durationMinutes: 0, peakParticipants: 0, costUsd: '0.0000' };
  const cancelled = { meetingId: meeting.meetingId, status: 'cancelled', ...nothing };
  for (const _ of [1, 2]) assert.deepEqual((await meeting.host.call('DELETE', meeting.path)).body, cancelled);
  assert.equal((await meeting.host.call('PATCH', `${meeting.path}/settings`, { title: 'x' })).body['code'], 'meeting-ended');
  assert.equal((await scene.client.call('PATCH', meeting.path, { title: 'x' })).status, 409);
});

test('lists: by status, the next first, the latest first, page by page', async () => {
  const owner = await scene.newOwner();
  const made: MadeMeeting[] = [];
  for (const wish of [{}, {}, {}, { scheduledAt: fromNow(9_000_000) }, { scheduledAt: fromNow(8_000_000) }]) made.push(await createMeeting(scene, owner, wish));
  const ids = made.map(({ meetingId }) => meetingId);
  await made[0]?.host.call('DELETE', made[0].path);
  await made[1]?.host.call('DELETE', made[1].path);
  assert.deepEqual(await listAll(owner.client, '/v1/meetings?limit=2'), [ids[4], ids[3], ids[2]]);
  assert.deepEqual(await listAll(owner.client, '/v1/meetings?limit=1&status=ended'), [ids[1], ids[0]]);
  assert.deepEqual(await listAll(owner.client, '/v1/meetings?limit=5&status=active'), [ids[2]]);
  assert.deepEqual(await listAll(owner.client, '/v1/meetings/scheduled?limit=1'), [ids[4], ids[3]]);
  assert.deepEqual(await listAll(owner.client, '/v1/meetings/history?limit=1'), [ids[1], ids[0]]);
  for (const cursor of ['x', Buffer.from('["2026-13-45 99:00:00+00","a"]').toString('base64url')]) {
    assert.equal((await owner.client.call('GET', `/v1/meetings?cursor=${cursor}`)).status, 400);
  }
  assert.equal((await owner.client.call('GET', '/v1/meetings?status=over')).status, 400);
});

async function listAll(client: MeetingScene['client'], path: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const { body } = await client.call<{ meetings: { meetingId: string }[]; nextCursor: string | null }>('GET', path + query);
    ids.push(...body.meetings.map(({ meetingId }) => meetingId));
    cursor = body.nextCursor;
  }
  return ids;
}

test('what a meeting used is measured over its rooms, and stays', async () => {
  const meeting = await createMeeting(scene, scene, { title: 'Used' });
  await addStay(scene, meeting, 'ada', [-600_000, null]);
  await addStay(scene, meeting, 'bob', [-500_000, -400_000], { roomId: `${meeting.meetingId}~b1` });
  await addStay(scene, meeting, 'eve', [-300_000, -200_000]);
  const { status, body } = await meeting.host.call('DELETE', meeting.path);
  assert.equal(status, 200);
  assert.deepEqual([body['status'], body['peakParticipants'], body['costUsd']], ['ended', 2, '0.0000']);
  assert.ok(Math.abs(Number(body['durationMinutes']) - 10) < 0.1, String(body['durationMinutes']));
  assert.deepEqual((await meeting.host.call('DELETE', meeting.path)).body, body);
  const history = await scene.client.call<{ meetings: Record<string, unknown>[] }>('GET', '/v1/meetings/history');
  const past = history.body.meetings.find(({ meetingId }) => meetingId === meeting.meetingId);
  const { durationMinutes, peakParticipants, costUsd } = body;
  const { startedAt, endedAt, ...rest } = past ?? {};
  assert.deepEqual(rest, { meetingId: meeting.meetingId, title: 'Used', durationMinutes, peakParticipants, costUsd });
  assert.ok(String(startedAt) < String(endedAt));
  const [event] = await scene.database.sql`select data from outbox where key = ${`meeting_ended:${meeting.meetingId}`}`;
  assert.deepEqual([event?.['data'].title, event?.['data'].peakParticipants, event?.['data'].costUsd], ['Used', 2, '0.0000']);
});

test('DELETE of its room ends a meeting', async () => {
  const meeting = await createMeeting(scene, scene);
  assert.equal((await scene.client.call('DELETE', `/v1/rooms/${meeting.meetingId}`)).status, 204);
  assert.equal((await read(meeting))['status'], 'ended');
  assert.equal((await scene.client.call('DELETE', `/v1/rooms/${meeting.meetingId}`)).status, 404);
});

test('no token gets anybody into a meeting that is over, nor into its breakouts', async () => {
  const meeting = await createMeeting(scene, scene);
  const issue = async (roomId: string) => {
    const { body } = await scene.client.call('POST', '/v1/token', { roomId, userId: 'ada', name: 'Ada', role: 'host' });
    return createClient(scene.server, { authorization: `Bearer ${String(body['token'])}` });
  };
  const breakout = `${meeting.meetingId}~b1`;
  const [inMain, inBreakout] = [await issue(meeting.meetingId), await issue(breakout)];
  for (const person of [inMain, inBreakout]) assert.equal((await person.call('GET', meeting.path)).status, 200);
  await meeting.host.call('DELETE', meeting.path);
  for (const person of [inMain, inBreakout, await issue(meeting.meetingId), await issue(breakout)]) {
    assert.equal((await person.call('GET', meeting.path)).status, 401);
  }
});

test('a meeting ends when it has stood empty for long enough, unless somebody came back', async () => {
  const [left, back] = [await createMeeting(scene, scene), await createMeeting(scene, scene)];
  for (const meeting of [left, back]) {
    await addStay(scene, meeting, 'ada', [-60_000, -1_000]);
    if (meeting === back) await addStay(scene, meeting, 'ada', [0, null]);
    await scene.database.sql`update meetings set empty_since = now() where id = ${meeting.meetingId}`;
  }
  await eventually(async () => assert.equal((await read(left))['status'], 'ended'), 8_000);
  assert.equal((await read(back))['status'], 'active');
});

test('a meeting to which nobody comes ends after a while', async () => {
  const [unused, used] = [await createMeeting(scene, scene), await createMeeting(scene, scene)];
  await addStay(scene, used, 'ada', [-60_000, null]);
  for (const { meetingId } of [unused, used]) {
    await scene.database.sql`update meetings set started_at = now() - interval '61 minutes' where id = ${meetingId}`;
  }
  await eventually(async () => assert.equal((await read(unused))['status'], 'ended'), 8_000);
  assert.equal((await read(used))['status'], 'active');
});
