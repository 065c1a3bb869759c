import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asc, eq, sql } from 'drizzle-orm';
import { forgetThoseWhoWentAway } from '../../../src/modules/meetings/admission/still-waiting.ts';
import { meetingEvents, meetingPeople, meetings } from '../../../src/modules/meetings/tables.ts';
import { createClient, eventually } from '../../support/client.ts';
import { openGateway } from '../../support/gateway.ts';
import { joinAs, type JoinBody, newGuest, waitAs } from '../../support/meeting-guests.ts';
import { connectFanout } from '../../support/meeting-people.ts';
import { createMeeting, type MadeMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';

let scene: MeetingScene;
before(async () => {
  scene = await startMeetingScene();
});
after(() => scene.close());

const make = (wish = {}) => createMeeting(scene, scene, { waitingRoom: true, ...wish });

interface WaitingList {
  waiting: { waitingId: string; name: string; since: string }[];
}

const listOf = async ({ host, path }: MadeMeeting) => (await host.call<WaitingList>('GET', `${path}/waiting`)).body.waiting;

/** What was told in a meeting, in order. */
async function toldIn({ meetingId }: MadeMeeting) {
  const rows = await scene.database.db.select().from(meetingEvents).where(eq(meetingEvents.meetingId, meetingId)).orderBy(asc(meetingEvents.seq));
  return rows.map(({ type, audience, data }) => ({ type, audience, data }));
}

test('somebody waits without any LiveKit token, until a host lets them in', async () => {
  const meeting = await make();
  const ann = await waitAs(scene.server, meeting, { name: 'Ann' });
  assert.deepEqual(Object.keys(ann).filter((name) => ['token', 'url', 'participantId'].includes(name)), []);
  assert.deepEqual((await ann.client.call('GET', ann.path)).body, { status: 'waiting' });
  const [waiting] = await listOf(meeting);
  assert.deepEqual([waiting?.waitingId, waiting?.name], [ann.waitingId, 'Ann']);
  assert.ok(Math.abs(Date.now() - new Date(waiting?.since ?? 0).getTime()) < 10_000);

  assert.equal((await meeting.host.call('POST', `${ann.path}/admit`)).status, 204);
  assert.equal((await meeting.host.call('POST', `${ann.path}/admit`)).status, 204, 'the same again');
  assert.equal((await meeting.host.call('POST', `${ann.path}/deny`)).status, 409, 'another one, too late');
  assert.deepEqual(await listOf(meeting), []);
  const { status, body } = await ann.client.call<JoinBody & { settings: object }>('GET', ann.path);
  assert.deepEqual([status, body.status, body.role, body.isAdmin], [200, 'admitted', 'participant', false]);
  assert.match(body.participantId, /^pt_/);
  assert.ok(body.url && body.settings && body.participants);
  const direct = await ann.guest.join(meeting);
  assert.deepEqual([direct.status, direct.body.participantId], [200, body.participantId], 'who was admitted before does not wait again');
  const { waitingId } = ann;
  assert.deepEqual(await toldIn(meeting), [
    { type: 'waiting-room:participant-waiting', audience: 'hosts', data: { waitingId, name: 'Ann', count: 1 } },
    { type: 'waiting-room:admitted', audience: `waiting:${waitingId}`, data: { participantId: body.participantId } },
    { type: 'waiting-room:participant-waiting', audience: 'hosts', data: { waitingId, name: 'Ann', count: 0, removed: true } },
  ]);
  const outbox = await scene.database.sql`select workspace_id, room_id, data from outbox where name = 'participant_waiting' and meeting_id = ${meeting.meetingId}`;
  assert.deepEqual(outbox.map(({ workspace_id, room_id, data }) => ({ workspace_id, room_id, data })), [
    {
      workspace_id: scene.workspaceId,
      room_id: meeting.meetingId,
      data: { meeting: { meetingId: meeting.meetingId, title: meeting.title }, participant: { waitingId, name: 'Ann' } },
    },
  ]);
});

test('no table holds the token of somebody who was admitted', async () => {
  const meeting = await make();
  const ann = await waitAs(scene.server, meeting);
  await meeting.host.call('POST', `${ann.path}/admit`);
  const { body } = await ann.client.call<JoinBody>('GET', ann.path);
  const tables = await scene.database.sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`;
  const secrets = [body.token, body.token.split('.')[2] ?? '', ann.waitingToken, ann.guest.cookie().cookie?.split('=')[1] ?? ''];
  assert.ok(tables.length > 20 && secrets.every((secret) => secret.length >= 30));
  for (const { name } of tables) {
    for (const secret of secrets) {
      const found = await scene.database.sql.unsafe(`select 1 from ${name} t where t::text like $1 limit 1`, [`%${secret}%`]);
      assert.equal(found.length, 0, `${name} holds a secret`);
    }
  }
});

test('the waiting token is of one person alone', async () => {
  const [meeting, other] = [await make(), await make()];
  const [ann, bob, eve] = [await waitAs(scene.server, meeting), await waitAs(scene.server, meeting), await waitAs(scene.server, other)];
  assert.equal((await createClient(scene.server, {}).call('GET', ann.path)).status, 401);
  assert.equal((await createClient(scene.server, { authorization: 'Bearer wt_x' }).call('GET', ann.path)).status, 401);
  assert.equal((await bob.client.call('GET', ann.path)).status, 403);
  assert.equal((await eve.client.call('GET', ann.path)).status, 403);
  assert.equal((await ann.client.call('GET', `${other.path}/waiting/${ann.waitingId}`)).status, 403);
  assert.equal((await meeting.host.call('POST', `${meeting.path}/waiting/${eve.waitingId}/admit`)).status, 404, 'who waits elsewhere');
  const byToken = await newGuest(scene.server, { authorization: `Bearer ${ann.waitingToken}` }).join(meeting);
  assert.deepEqual([byToken.status, byToken.body.waitingId, byToken.body.waitingToken], [202, ann.waitingId, ann.waitingToken]);
  const byCookie = await ann.guest.join(meeting, { name: 'Ann again' });
  assert.deepEqual([byCookie.body.waitingId, byCookie.body.waitingToken], [ann.waitingId, ann.waitingToken]);
  assert.deepEqual((await listOf(meeting)).map(({ waitingId }) => waitingId), [ann.waitingId, bob.waitingId]);
});

test('who is turned away stays out, whatever they show', async () => {
  const meeting = await make();
  const ann = await waitAs(scene.server, meeting);
  const byKey = newGuest(scene.server, { 'x-api-key': scene.apiKey });
  const keyWaits = await byKey.join(meeting);
  for (const { waitingId } of [ann, keyWaits.body]) assert.equal((await meeting.host.call('POST', `${meeting.path}/waiting/${waitingId}/deny`)).status, 204);
  assert.deepEqual((await ann.client.call('GET', ann.path)).body, { status: 'denied' });
  const invite = await meeting.host.call<{ inviteToken: string }>('POST', `${meeting.path}/invite`);
  const wishes = [{}, { name: 'Somebody else' }, { adminToken: meeting.adminToken }, { inviteToken: invite.body.inviteToken }];
  for (const wish of wishes) {
    const answers = [
      await ann.guest.join(meeting, wish),
      await newGuest(scene.server, { authorization: `Bearer ${ann.waitingToken}` }).join(meeting, wish),
      await newGuest(scene.server, { 'x-api-key': scene.apiKey }).join(meeting, wish),
    ];
    for (const { status, body } of answers) assert.deepEqual([status, body.code], [403, 'denied'], JSON.stringify(wish));
  }
  assert.equal((await meeting.host.call('POST', `${ann.path}/deny`)).status, 204, 'the same again');
  assert.equal((await meeting.host.call('POST', `${ann.path}/admit`)).status, 409);
  const denied = (await toldIn(meeting)).find(({ audience }) => audience === `waiting:${ann.waitingId}`);
  assert.equal(denied?.type, 'waiting-room:denied');
  assert.equal(typeof denied?.data.message, 'string');
});

test('an invite and the admin token pass the waiting room, also for who waits already', async () => {
  const meeting = await make();
  const host = await joinAs(scene.server, meeting, { adminToken: meeting.adminToken });
  const { body } = await host.client.call<{ inviteToken: string }>('POST', `${meeting.path}/invite`);
  const ann = await waitAs(scene.server, meeting);
  const invited = await ann.guest.join(meeting, { inviteToken: body.inviteToken });
  assert.equal(invited.status, 200);
  assert.deepEqual(await listOf(meeting), []);
  assert.ok((await toldIn(meeting)).some(({ type, audience }) => type === 'waiting-room:admitted' && audience === `waiting:${ann.waitingId}`));
  await scene.database.db.update(meetings).set({ hasWaitingRoom: false }).where(eq(meetings.id, meeting.meetingId));
  assert.equal((await newGuest(scene.server).join(meeting)).status, 200);
});

test('of admit and deny at once exactly one holds', async () => {
  const meeting = await make();
  const people = await Promise.all(Array.from({ length: 12 }, () => waitAs(scene.server, meeting)));
  await Promise.all(
    people.map(async ({ path, client }) => {
      const decide = (verb: string) => meeting.host.call('POST', `${path}/${verb}`);
      const [admitted, denied, admittedToo, deniedToo] = await Promise.all(['admit', 'deny', 'admit', 'deny'].map(decide));
      const { body } = await client.call<{ status: string }>('GET', path);
      const statuses = body.status === 'admitted' ? [204, 409, 204, 409] : [409, 204, 409, 204];
      assert.ok(['admitted', 'denied'].includes(body.status));
      assert.deepEqual([admitted, denied, admittedToo, deniedToo].map((answer) => answer?.status), statuses);
    }),
  );
  const told = (await toldIn(meeting)).filter(({ audience }) => audience.startsWith('waiting:'));
  assert.equal(new Set(told.map(({ audience }) => audience)).size, people.length);
  assert.equal(told.length, people.length, 'each was told once');
});

test('admitting needs a seat; admit-all lets in as many as there are, the longest first', async () => {
  const meeting = await make({ maxParticipants: 3 });
  await joinAs(scene.server, meeting, { adminToken: meeting.adminToken });
  const [ann, bob, cat] = [await waitAs(scene.server, meeting), await waitAs(scene.server, meeting), await waitAs(scene.server, meeting)];
  assert.equal((await meeting.host.call('POST', `${meeting.path}/waiting/admit-all`)).status, 204);
  assert.deepEqual((await listOf(meeting)).map(({ waitingId }) => waitingId), [cat.waitingId]);
  for (const path of [`${meeting.path}/waiting/admit-all`, `${cat.path}/admit`]) {
    const { status, body } = await meeting.host.call('POST', path);
    assert.deepEqual([status, body.code], [409, 'meeting-full']);
  }
  // Whoever never comes for their seat loses it after 60 s, without anybody doing anything.
  const bobsBody = (await bob.client.call<JoinBody>('GET', bob.path)).body;
  const minuteAgo = { seatUntil: sql`now()`, heldUntil: sql`now()` };
  await scene.database.db.update(meetingPeople).set(minuteAgo).where(eq(meetingPeople.participantId, bobsBody.participantId));
  assert.equal((await meeting.host.call('POST', `${cat.path}/admit`)).status, 204);
  const late = await bob.client.call('GET', bob.path);
  assert.deepEqual([late.status, late.body.code], [409, 'meeting-full']);
  assert.equal((await ann.client.call<JoinBody>('GET', ann.path)).body.status, 'admitted');
});

/** As if nobody had seen somebody at the door for so long that so many seconds are left. */
const setSecondsLeft = ({ waitingId }: Pick<JoinBody, 'waitingId'>, seconds: number) =>
  scene.database.db
    .update(meetingPeople)
    .set({ waitingUntil: sql`now() + ${seconds} * interval '1 second'` })
    .where(eq(meetingPeople.waitingId, waitingId));

test('who went away from the door is no longer listed nor let in with all, until they show themselves again', async () => {
  const fanout = connectFanout(scene);
  const sweep = () => forgetThoseWhoWentAway({ db: scene.database.db, fanout });
  const meeting = await make();
  const [ann, bob] = [await waitAs(scene.server, meeting, { name: 'Ann' }), await waitAs(scene.server, meeting, { name: 'Bob' })];
  const listed = async () => (await listOf(meeting)).map(({ name }) => name);
  await setSecondsLeft(ann, -1);
  assert.deepEqual(await listed(), ['Bob'], 'also before anybody is told');
  assert.equal((await meeting.host.call('POST', `${meeting.path}/waiting/admit-all`)).status, 204);
  await Promise.all([sweep(), sweep()]);
  assert.deepEqual(await listed(), []);
  assert.deepEqual((await ann.client.call('GET', ann.path)).body, { status: 'waiting' });
  assert.deepEqual(await listed(), ['Ann']);
  await setSecondsLeft(ann, -1);
  await sweep();
  await ann.guest.join(meeting, { name: 'Ann' });
  await setSecondsLeft(ann, 30);
  await ann.client.call('GET', ann.path);
  await sweep();
  assert.deepEqual(await listed(), ['Ann']);
  const { waitingId } = ann;
  const [...told] = (await toldIn(meeting)).map(({ data }) => data).filter((data) => data.waitingId === waitingId);
  const [isThere, isGone] = [{ waitingId, name: 'Ann', count: 1 }, { waitingId, name: 'Ann', count: 0, removed: true }];
  // Somebody else's worker may have looked at the door while Bob still stood there.
  if (told[1]?.count === 1) told[1] = { ...told[1], count: 0 };
  assert.deepEqual(told, [isThere, isGone, isThere, isGone, isThere]);
  assert.deepEqual((await bob.client.call<JoinBody>('GET', bob.path)).body.status, 'admitted');
  await setSecondsLeft(ann, -1);
  await sweep();
  assert.equal((await meeting.host.call('POST', `${ann.path}/admit`)).status, 204, 'by their id they can be let in all the same');
  fanout.close();
});

test('who waits on a socket is there for as long as it is open', async () => {
  const meeting = await make();
  const socket = await openGateway(scene.server);
  await socket.must('waiting-room:join', { meetingId: meeting.meetingId, name: 'Ann' });
  const waitingId = String((await socket.next('waiting-room:waiting')).data['waitingId']);
  await setSecondsLeft({ waitingId }, -1);
  await eventually(async () => assert.deepEqual((await listOf(meeting)).map((person) => person.waitingId), [waitingId]), 15_000);
  await socket.close();
});

test('a lock holds for whoever was let in once and has left, and not for who stands at the door', async () => {
  const meeting = await make();
  const [ann, bob] = [await waitAs(scene.server, meeting, { name: 'Ann' }), await waitAs(scene.server, meeting, { name: 'Bob' })];
  assert.equal((await meeting.host.call('POST', `${ann.path}/admit`)).status, 204);
  assert.equal((await meeting.host.call('POST', `${meeting.path}/lock`)).status, 200);
  assert.equal((await ann.client.call('GET', ann.path)).status, 200, 'their seat is held');
  const isAnn = eq(meetingPeople.waitingId, ann.waitingId);
  await scene.database.db.update(meetingPeople).set({ seatUntil: null, heldUntil: null }).where(isAnn);
  const late = await ann.client.call('GET', ann.path);
  assert.deepEqual([late.status, late.body.code], [403, 'meeting-locked']);
  const back = await bob.guest.join(meeting, { name: 'Bob' });
  assert.equal(back.status, 202, 'as after the connection was lost');
  assert.equal((await newGuest(scene.server).join(meeting)).body.code, 'meeting-locked');
});
