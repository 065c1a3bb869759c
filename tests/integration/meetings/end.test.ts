import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { dollars, formatUsd } from '../../../src/core/money.ts';
import { creditWorkspace, findBalance } from '../../../src/modules/billing/index.ts';
import { changeMeeting } from '../../../src/modules/meetings/events/change-meeting.ts';
import { endHeldMeeting } from '../../../src/modules/meetings/lifecycle/end-held-meeting.ts';
import { endMeeting } from '../../../src/modules/meetings/lifecycle/end-meeting.ts';
import { createLivekit } from '../../../src/platform/livekit/client.ts';
import { readConfig } from '../../../src/config/index.ts';
import { createDeps, type Deps } from '../../../src/deps.ts';
import { createClient, eventually } from '../../support/client.ts';
import { createMeeting, fromNow, type MadeMeeting, type MeetingScene, startMeetingSceneApart } from '../../support/meetings.ts';
import { runAndKillAfter } from '../../support/kill-after.ts';
import { joinRoom } from '../../support/participants.ts';
import { startServerOn, startWorkerOn, type TestServer } from '../../support/server.ts';
import { systemEnvironment } from '../../support/stack.ts';
import { addStay } from '../../support/stays.ts';

const settings = { BILLING_ENABLED: 'true', MEETING_EMPTY_SECONDS: '1' };
const entry = fileURLToPath(new URL('support/end-all.ts', import.meta.url));

let scene: MeetingScene;
let other: TestServer;
let deps: Deps;
before(async () => {
  scene = await startMeetingSceneApart(settings);
  other = await startServerOn(scene.server.env, settings);
  deps = createDeps(readConfig({ ...scene.server.env, ...settings, LOG_LEVEL: 'silent' }));
  await creditWorkspace(scene.database.db, { workspaceId: scene.workspaceId, amount: dollars(1_000), description: '', requestId: scene.workspaceId });
});
after(async () => {
  await deps.close();
  await other.stop();
  await scene.close();
});

async function readEnd(meetingIds: string[]) {
  const causes = meetingIds.map((id) => `meeting:${id}`);
  const keys = meetingIds.map((id) => `meeting_ended:${id}`);
  const { sql } = scene.database;
  // At one moment: what a killed process had sent may still be committed by the database.
  const [row] = await sql<{ counts: number[] }[]>`
    select array[
      (select count(*)::int from ledger_entries where cause in ${sql(causes)}),
      (select count(*)::int from outbox where key in ${sql(keys)}),
      (select count(*)::int from meeting_events where type = 'meeting:ended' and meeting_id in ${sql(meetingIds)}),
      (select count(*)::int from meetings where status = 'ended' and id in ${sql(meetingIds)})
    ] as counts`;
  return row?.counts ?? [];
}

test('the charge is what the intervals say, to the millisecond', async () => {
  const meeting = await createMeeting(scene, scene);
  const balance = await findBalance(scene.database.db, scene.workspaceId);
  await addStay(scene, meeting, 'ada', [-1_800_000, -1]);
  await addStay(scene, meeting, 'bob', [-1_800_000, -600_000], { roomId: `${meeting.meetingId}~b1` });
  await addStay(scene, meeting, 'ada', [-1_700_000, -600_000], { roomId: `${meeting.meetingId}~b1` });
  const { body } = await meeting.host.call('DELETE', meeting.path);
  const [{ ms, cost } = { ms: 0, cost: '0' }] = await scene.database.sql<{ ms: number; cost: string }[]>`
    select duration_ms::int as ms, cost from meetings where id = ${meeting.meetingId}`;
  // 0.004 dollars for each minute and each of two people.
  const expected = (2n * BigInt(ms) * 2n * 40n + 60_000n) / 120_000n;
  assert.deepEqual([BigInt(cost), body['costUsd'], body['peakParticipants']], [expected, formatUsd(expected), 2]);
  assert.ok(Math.abs(ms - 1_799_999) < 1_000, String(ms));
  assert.equal(await findBalance(scene.database.db, scene.workspaceId), balance - expected);
  // Later evidence changes attendance, never the charge.
  await addStay(scene, meeting, 'eve', [-3_000_000, -1]);
  assert.deepEqual((await meeting.host.call('DELETE', meeting.path)).body, body);
});

const minutes = (count: number) => count * 60_000;

test('who was not seen for long is charged until they last were; whoever LiveKit says is there, until the end', async () => {
  const lasted = async ({ meetingId }: MadeMeeting) => {
    const [row] = await scene.database.sql`select duration_ms::int as ms from meetings where id = ${meetingId}`;
    return Number(row?.['ms']);
  };
  const assertLasted = async (meeting: MadeMeeting, count: number) => {
    const ms = await lasted(meeting);
    assert.ok(ms - minutes(count) >= 0 && ms - minutes(count) < 15_000, `${ms} ms, not ${count} minutes`);
  };
  const gone = await createMeeting(scene, scene);
  await addStay(scene, gone, 'ada', [-minutes(20), null], { seen: -minutes(5) });
  await addStay(scene, gone, 'bob', [-minutes(21), -minutes(19)]);
  await scene.database.sql`insert into gateway_processes (id, seen_at) values ('gw_dead', ${fromNow(-minutes(4))})`;
  await scene.database.sql`insert into gateway_stays (id, meeting_id, participant_id, process_id, joined_at)
    values ('stay_dead', ${gone.meetingId}, 'ada', 'gw_dead', ${fromNow(-minutes(6))})`;
  assert.equal((await gone.host.call('DELETE', gone.path)).status, 200);
  await assertLasted(gone, 17);
  const [stay] = await scene.database.sql`select left_at = (select seen_at from gateway_processes where id = 'gw_dead') as fits from gateway_stays where id = 'stay_dead'`;
  assert.equal(stay?.['fits'], true, 'attendance tells the same');

  const [there, unasked] = await Promise.all([createMeeting(scene, scene), createMeeting(scene, scene)]);
  for (const meeting of [there, unasked]) {
    const { body } = await scene.client.call<{ token: string; url: string }>('POST', '/v1/token', {
      roomId: meeting.meetingId, userId: 'ada', name: 'Ada', role: 'participant',
    });
    const ada = await joinRoom(body.token, body.url);
    await addStay(scene, meeting, 'ada', [-minutes(20), null], { seen: -minutes(5), sid: ada.room.localParticipant?.sid ?? '' });
    // With LiveKit away, a meeting ends all the same.
    const livekit = meeting === unasked ? createLivekit({ url: 'http://127.0.0.1:1', apiKey: 'k', apiSecret: 's' }) : deps.meetings.livekit;
    await endHeldMeeting({ ...deps.meetings, livekit }, { meetingId: meeting.meetingId }, 'over');
    await ada.leave();
  }
  await assertLasted(there, 20);
  await assertLasted(unasked, 15);
});

test('fifty DELETEs over two processes, emptiness and the deletion of its room: one end, one charge', async () => {
  const worker = await startWorkerOn(scene.server.env, settings);
  try {
    const meetings = await Promise.all(Array.from({ length: 3 }, () => createMeeting(scene, scene)));
    for (const meeting of meetings) await addStay(scene, meeting, 'ada', [-60_000, -5_000]);
    const ids = meetings.map(({ meetingId }) => meetingId);
    // They end by themselves at about the time at which everybody ends them.
    await scene.database.sql`update meetings set empty_since = now() where id in ${scene.database.sql(ids)}`;
    await new Promise((resolve) => setTimeout(resolve, 900));
    const answers = await Promise.all(meetings.flatMap((meeting) => Array.from({ length: 50 }, (_, i) => endBy(meeting, i))));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))].toSorted(), [200, 204]);
    assert.equal(new Set(answers.filter(({ status }) => status === 200).map(({ body }) => JSON.stringify(body))).size, 3);
    assert.deepEqual(await readEnd(ids), [3, 3, 3, 3]);
  } finally {
    await worker.stop();
  }
});

function endBy({ path, adminToken, meetingId }: MadeMeeting, i: number) {
  const server = i % 2 === 0 ? scene.server : other;
  if (i === 7) return createClient(server, { 'x-api-key': scene.apiKey }).call('DELETE', `/v1/rooms/${meetingId}`).then(asEnded);
  return createClient(server, { 'x-admin-token': adminToken }).call('DELETE', path);
}

/** The room may be gone with the meeting when it is asked for. */
function asEnded({ status, body }: { status: number; body: Record<string, unknown> }) {
  return { status: status === 404 ? 204 : status, body };
}

test('processes that are killed while they end meetings: each is ended and charged once', async () => {
  const meetings = await Promise.all(Array.from({ length: 30 }, () => createMeeting(scene, scene)));
  for (const meeting of meetings) await addStay(scene, meeting, 'ada', [-60_000, -5_000]);
  const ids = meetings.map(({ meetingId }) => meetingId);
  const told = (await Promise.all([3, 9].map((killAfter) => endAll(ids, killAfter)))).flat();
  const [, , , ended] = await readEnd(ids);
  assert.ok(Number(ended) >= new Set(told).size);
  const half = await readEnd(ids);
  assert.equal(new Set(half).size, 1, `charges, events, frames and ends differ: ${half.join(' ')}`);
  await endAll(ids, Infinity);
  assert.deepEqual(await readEnd(ids), [30, 30, 30, 30]);
});

function endAll(meetingIds: string[], killAfter: number): Promise<string[]> {
  return runAndKillAfter(killAfter, entry, meetingIds, { ...systemEnvironment(), ...scene.server.env, ...settings });
}

test('a process that dies when a meeting is ended, before LiveKit has heard of it: a worker puts everybody out', async () => {
  const meeting = await createMeeting(scene, scene);
  const { body } = await scene.client.call<{ token: string; url: string }>('POST', '/v1/token', {
    roomId: meeting.meetingId, userId: 'ada', name: 'Ada', role: 'participant',
  });
  const ada = await joinRoom(body.token, body.url);
  // All that the process did.
  await changeMeeting(deps.meetings, { meetingId: meeting.meetingId }, (tx, row, tell) => endMeeting(tx, deps.meetings, row, 'over', tell));
  assert.equal((await scene.client.call('GET', `/v1/rooms/${meeting.meetingId}`)).status, 200, 'LiveKit has not heard of it.');
  const worker = await startWorkerOn(scene.server.env, settings);
  try {
    await ada.untilOut(10_000);
    await eventually(async () => {
      const [row] = await scene.database.sql`select has_open_rooms from meetings where id = ${meeting.meetingId}`;
      assert.equal(row?.['has_open_rooms'], false);
    }, 5_000);
    assert.equal((await scene.client.call('GET', `/v1/rooms/${meeting.meetingId}`)).status, 404);
  } finally {
    await worker.stop();
  }
});

/** Puts a meeting to a moment ago. @returns when that was. */
async function makeDue({ meetingId }: MadeMeeting): Promise<string> {
  const scheduledAt = fromNow(-1_000);
  await scene.database.sql`update meetings set scheduled_at = ${scheduledAt} where id = ${meetingId}`;
  return scheduledAt;
}

test('a meeting whose time came while everything was down has begun then', async () => {
  const meeting = await createMeeting(scene, scene, { scheduledAt: fromNow(3_600_000) });
  const scheduledAt = await makeDue(meeting);
  assert.equal((await scene.client.call('GET', meeting.path)).body['status'], 'scheduled');
  const worker = await startWorkerOn(scene.server.env, settings);
  try {
    await eventually(async () => {
      const { body } = await scene.client.call('GET', meeting.path);
      assert.deepEqual([body['status'], body['startedAt']], ['active', scheduledAt]);
    }, 5_000);
  } finally {
    await worker.stop();
  }
});

test('a scheduled meeting that cannot be paid stays scheduled until it can', async () => {
  const poor = await scene.newOwner();
  const credit = (amount: bigint, requestId: string) =>
    creditWorkspace(scene.database.db, { workspaceId: poor.workspaceId, amount, description: '', requestId });
  await credit(1n, `${poor.workspaceId}1`);
  const meeting = await createMeeting(scene, poor, { scheduledAt: fromNow(3_600_000) });
  const spent = await createMeeting(scene, poor);
  await addStay({ ...scene, workspaceId: poor.workspaceId }, spent, 'ada', [-600_000, -1]);
  await spent.host.call('DELETE', spent.path);
  assert.ok((await findBalance(scene.database.db, poor.workspaceId)) < 0n);
  await makeDue(meeting);
  const worker = await startWorkerOn(scene.server.env, settings);
  try {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const read = async () => (await poor.client.call('GET', meeting.path)).body['status'];
    assert.equal(await read(), 'scheduled');
    const join = () => createClient(scene.server, {}).call('POST', `${meeting.path}/join`, { name: 'Ann' });
    assert.deepEqual([(await join()).status, (await join()).body['code']], [402, 'insufficient-credits']);
    await credit(dollars(5), `${poor.workspaceId}2`);
    assert.equal((await join()).status, 200);
    assert.equal(await read(), 'active');
  } finally {
    await worker.stop();
  }
});
