import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { breakoutAfter, findBreakoutOf, mintBreakoutToken } from '../../../src/modules/meetings/index.ts';
import { eventually } from '../../support/client.ts';
import { joinAs } from '../../support/meeting-guests.ts';
import { admitPerson, eventsOf, type MeetingPerson } from '../../support/meeting-people.ts';
import { createMeeting, fromNow, type MadeMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';
import { readJwt } from '../../openapi/support/scene.ts';

interface Breakout {
  id: string;
  name: string;
  participantCount: number;
  participants: { participantId: string; name: string }[];
  assigned: { participantId: string; name: string }[];
}
interface Rooms {
  rooms: Breakout[];
  closesAt: string | null;
}

let scene: MeetingScene;
before(async () => {
  scene = await startMeetingScene();
});
after(() => scene.close());

async function open({ host, path }: MadeMeeting, rooms = ['Red', 'Green'], durationSeconds?: number): Promise<[Breakout, Breakout]> {
  const { status, body } = await host.call<Rooms>('POST', `${path}/breakouts`, { rooms, durationSeconds });
  assert.equal(status, 201, JSON.stringify(body));
  return body.rooms as [Breakout, Breakout];
}

const assign = ({ host, path }: MadeMeeting, ...pairs: [MeetingPerson, Breakout][]) => {
  const assignments = pairs.map(([{ participantId }, { id: roomId }]) => ({ participantId, roomId }));
  return host.call('POST', `${path}/breakouts/assign`, { assignments });
};
const go = ({ client }: MeetingPerson, { path }: MadeMeeting, { id }: Breakout, where: 'join' | 'leave' = 'join') =>
  client.call<{ roomId: string; token: string; url: string; expiresAt: string; code?: string }>('POST', `${path}/breakouts/${id}/${where}`);
const close = ({ host, path }: MadeMeeting) => host.call('POST', `${path}/breakouts/close`);
const read = async ({ host, path }: MadeMeeting) => (await host.call<Rooms>('GET', `${path}/breakouts`)).body;
const told = async (meeting: MadeMeeting, type: string) => (await eventsOf(scene, meeting)).filter((event) => event.type === type);
const roomOf = (token: string) => (readJwt(token)['video'] as { room: string }).room;
const somebody = ({ participantId, name }: MeetingPerson) => ({ participantId, name });

/** Admitted, and there as if on the gateway. */
async function bring(meeting: MadeMeeting, name = 'Ann', role: 'participant' | 'host' | 'moderator' = 'participant'): Promise<MeetingPerson> {
  const person = await admitPerson(scene, scene, meeting, { name, role });
  await scene.database.sql`
    update meeting_people set present_since = now(), seat_until = 'infinity' where participant_id = ${person.participantId}`;
  return person;
}

test('breakouts are made, told to everybody and listed', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await bring(meeting);
  const [red, green] = await open(meeting, ['Red', 'Grün 👩‍🚀']);
  const empty = { participantCount: 0, participants: [], assigned: [] };
  assert.deepEqual([red, green], [{ id: red.id, name: 'Red', ...empty }, { id: green.id, name: 'Grün 👩‍🚀', ...empty }]);
  const list = { rooms: [red, green], closesAt: null };
  assert.deepEqual([await read(meeting), (await ann.client.call('GET', `${meeting.path}/breakouts`)).body], [list, list]);
  const events = await eventsOf(scene, meeting);
  assert.deepEqual(events.map(({ type, audience, data }) => [type, audience, data]), [['breakout:created', 'everybody', list]]);
  assert.equal((await meeting.host.call('POST', `${meeting.path}/breakouts`, { rooms: ['More'] })).status, 409);
});

test('whoever is assigned is told and gets a token for that room alone; others do not', async () => {
  const meeting = await createMeeting(scene, scene);
  const [ann, bob, host] = [await bring(meeting), await bring(meeting, 'Bob'), await bring(meeting, 'Host', 'host')];
  const [red, green] = await open(meeting);
  assert.equal((await go(ann, meeting, red)).status, 403);
  assert.equal((await assign(meeting, [ann, red])).status, 204);
  const joined = await go(ann, meeting, red);
  assert.deepEqual([joined.status, joined.body.roomId], [200, red.id]);
  assert.equal(roomOf(joined.body.token), `${scene.workspaceId}:${meeting.meetingId}~${red.id}`);
  assert.equal(readJwt(joined.body.token)['sub'], ann.participantId);
  assert.ok(joined.body.url.startsWith('ws') && Date.parse(joined.body.expiresAt) > Date.now());
  assert.deepEqual([(await go(ann, meeting, green)).status, (await go(bob, meeting, red)).status], [403, 403]);
  assert.deepEqual([(await go(host, meeting, red)).status, (await go(host, meeting, green)).status], [200, 200]);
  const [first, second] = (await read(meeting)).rooms as [Breakout, Breakout];
  assert.deepEqual([first.participants, first.participantCount, first.assigned], [[somebody(ann)], 1, [somebody(ann)]]);
  assert.deepEqual([second.participants, second.assigned], [[somebody(host)], []]);

  const back = await go(ann, meeting, red, 'leave');
  assert.deepEqual([back.status, back.body.roomId, roomOf(back.body.token)], [200, meeting.meetingId, `${scene.workspaceId}:${meeting.meetingId}`]);
  assert.equal((await go(ann, meeting, red, 'leave')).status, 200, 'whoever is back already gets another token');
  assert.equal((await read(meeting)).rooms[0]?.participantCount, 0);
  assert.equal((await go(ann, meeting, red)).status, 200, 'they may go there again');
  assert.equal((await go(ann, meeting, { ...red, id: 'br_nothing' })).status, 404);

  const assigned = await told(meeting, 'breakout:assigned');
  assert.deepEqual(assigned.map(({ audience, data }) => [audience, data]), [[`person:${ann.participantId}`, { roomId: red.id, roomName: 'Red' }]]);
  const moves = (await eventsOf(scene, meeting)).filter(({ type }) => type.startsWith('breakout:participant-'));
  assert.deepEqual(moves.map(({ type, audience, data }) => [type, audience, data['participantId']]), [
    ['breakout:participant-joined', `breakout:${red.id}`, ann.participantId],
    ['breakout:participant-joined', `breakout:${red.id}`, host.participantId],
    ['breakout:participant-left', `breakout:${red.id}`, host.participantId],
    ['breakout:participant-joined', `breakout:${green.id}`, host.participantId],
    ['breakout:participant-left', `breakout:${red.id}`, ann.participantId],
    ['breakout:participant-joined', `breakout:${red.id}`, ann.participantId],
  ]);
  const where = moves.reduce<string | null>((at, { type, data }) => breakoutAfter(at, ann.participantId, { type: type as 'breakout:closed', data }), null);
  assert.deepEqual([where, await findBreakoutOf(scene.database.db, meeting.meetingId, ann.participantId)], [red.id, red.id]);
  const updates = await told(meeting, 'breakout:updated');
  assert.deepEqual([new Set(updates.map(({ audience }) => audience)), updates.at(-1)?.data], [new Set(['hosts']), { ...(await read(meeting)) }]);
});

test('shuffling spreads those who are there evenly, but no host', async () => {
  const meeting = await createMeeting(scene, scene);
  const people = await Promise.all(Array.from({ length: 8 }, (_, i) => bring(meeting, `P${i}`, i === 0 ? 'moderator' : 'participant')));
  await bring(meeting, 'Host', 'host');
  await admitPerson(scene, scene, meeting, { name: 'Absent' });
  // They were let in and are still connecting.
  const newcomer = await joinAs(scene.server, meeting);
  await open(meeting, ['a', 'b', 'c']);
  assert.equal((await meeting.host.call('POST', `${meeting.path}/breakouts/assign`, { shuffle: true })).status, 204);
  const { rooms } = await read(meeting);
  assert.deepEqual(rooms.map(({ assigned }) => assigned.length), [3, 3, 3]);
  const placed = rooms.flatMap(({ assigned }) => assigned.map(({ participantId }) => participantId));
  assert.deepEqual(placed.toSorted(), [...people, newcomer].map(({ participantId }) => participantId).toSorted());
  assert.equal((await told(meeting, 'breakout:assigned')).length, 9);
});

test('of assignments that come at once the last one holds, and each person is in one room', async () => {
  const meeting = await createMeeting(scene, scene);
  const people = await Promise.all(Array.from({ length: 4 }, (_, i) => bring(meeting, `P${i}`)));
  const [red, green] = await open(meeting);
  const race = Array.from({ length: 30 }, (_, i) => assign(meeting, ...people.map((person, j) => [person, (i + j) % 2 ? red : green] as [MeetingPerson, Breakout])));
  const joins = people.flatMap((person) => [go(person, meeting, red), go(person, meeting, green)]);
  assert.deepEqual(new Set((await Promise.all(race)).map(({ status }) => status)), new Set([204]));
  for (const { status } of await Promise.all(joins)) assert.ok(status === 200 || status === 403);
  const { rooms } = await read(meeting);
  const placed = rooms.flatMap(({ assigned }) => assigned);
  assert.deepEqual(placed.map(({ name }) => name).toSorted(), ['P0', 'P1', 'P2', 'P3']);
  for (const person of people) {
    const last = (await told(meeting, 'breakout:assigned')).findLast(({ audience }) => audience === `person:${person.participantId}`);
    const room = rooms.find(({ assigned }) => assigned.some(({ participantId }) => participantId === person.participantId));
    assert.equal(last?.data['roomId'], room?.id);
  }
  const inside = rooms.flatMap(({ participants }) => participants.map(({ name }) => name));
  assert.equal(new Set(inside).size, inside.length);
});

test('whoever is sent elsewhere cannot use the token of the room before', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await bring(meeting);
  const [red, green] = await open(meeting);
  await assign(meeting, [ann, red]);
  const { token } = (await go(ann, meeting, red)).body;
  const refresh = async () => (await fetch(`${scene.server.url}/v1/token/refresh`, { method: 'POST', headers: { authorization: `Bearer ${token}` } })).status;
  assert.equal(await refresh(), 200);
  await assign(meeting, [ann, green]);
  assert.equal(await refresh(), 401);
  assert.equal((await go(ann, meeting, red)).status, 403);
  await assign(meeting, [ann, red]);
  assert.equal((await go(ann, meeting, red)).status, 200);
});

test('a message goes to every breakout, in the name of the host', async () => {
  const meeting = await createMeeting(scene, scene);
  const host = await bring(meeting, 'Zoë', 'host');
  const send = (client: MeetingPerson['client'], message: unknown) => client.call('POST', `${meeting.path}/breakouts/broadcast`, { message });
  assert.equal((await send(host.client, 'x')).status, 409);
  const rooms = await open(meeting);
  assert.equal((await send(host.client, 'Two minutes\nleft 👋')).status, 204);
  assert.equal((await send(meeting.host, 'Now')).status, 204);
  for (const message of ['', '  ', 'x'.repeat(2_001), 'a\u0000', 7]) assert.equal((await send(host.client, message)).status, 400);
  const messages = await told(meeting, 'breakout:message');
  assert.deepEqual(messages.map(({ audience, data }) => [audience, data['from'], data['text']]), [
    ...rooms.map(({ id }) => [`breakout:${id}`, 'Zoë', 'Two minutes\nleft 👋']),
    ...rooms.map(({ id }) => [`breakout:${id}`, 'Host', 'Now']),
  ]);
  assert.ok(Math.abs(Date.parse(String(messages[0]?.data['timestamp'])) - Date.now()) < 60_000);
});

test('closing has everybody come back, ends every token for breakouts and is told once', async () => {
  const meeting = await createMeeting(scene, scene, { maxParticipants: 2 });
  const [ann, bob] = [await bring(meeting), await bring(meeting, 'Bob')];
  const [red, green] = await open(meeting);
  await assign(meeting, [ann, red], [bob, green]);
  const { token } = (await go(ann, meeting, red)).body;
  assert.deepEqual(await Promise.all([close(meeting), close(meeting)]).then((answers) => answers.map(({ status }) => status)), [204, 204]);
  assert.deepEqual(await read(meeting), { rooms: [], closesAt: null });
  const gone = await go(ann, meeting, red);
  assert.deepEqual([gone.status, gone.body.code], [410, 'gone']);
  const headers = { authorization: `Bearer ${token}` };
  assert.equal((await fetch(`${scene.server.url}/v1/token/refresh`, { method: 'POST', headers })).status, 401);
  assert.equal((await fetch(`${scene.server.url}${meeting.path}/chat`, { headers })).status, 401);
  const back = await go(ann, meeting, red, 'leave');
  assert.deepEqual([back.status, back.body.roomId], [200, meeting.meetingId]);
  assert.equal((await ann.client.call('GET', `${meeting.path}/chat`)).status, 200, 'the token of the meeting still counts');
  assert.equal((await assign(meeting, [ann, red])).status, 409);
  const closed = await told(meeting, 'breakout:closed');
  assert.deepEqual(closed.map(({ audience, data }) => [audience, data]).toSorted(), [
    [`person:${ann.participantId}`, { roomId: red.id }],
    [`person:${bob.participantId}`, { roomId: green.id }],
  ].toSorted());
  assert.equal((await told(meeting, 'breakout:all-closed')).length, 1);
  const [seat] = await scene.database.sql<{ held: boolean }[]>`
    select held_until > now() + interval '50 seconds' as held from meeting_people where participant_id = ${ann.participantId}`;
  assert.equal(seat?.held, true, 'their seat is kept until they are back');
  // A new round starts with nobody assigned.
  const [again] = await open(meeting);
  assert.deepEqual([again.assigned, (await go(ann, meeting, again)).status], [[], 403]);
});

test('they close by themselves when their time is over', async () => {
  const worker = await scene.startWorker();
  const meeting = await createMeeting(scene, scene);
  const ann = await bring(meeting);
  const openedAt = Date.now();
  const [red] = await open(meeting, ['Red', 'Green'], 60);
  await assign(meeting, [ann, red]);
  const { closesAt } = await read(meeting);
  const closesMs = Date.parse(closesAt ?? '');
  assert.ok(closesMs >= openedAt + 60_000 && closesMs <= Date.now() + 60_000);
  await scene.database.sql`update meetings set breakouts_close_at = now() where id = ${meeting.meetingId}`;
  // At once, whether a worker has come by or not.
  assert.deepEqual([(await go(ann, meeting, red)).status, (await read(meeting)).rooms.length], [410, 0]);
  await eventually(async () => assert.equal((await told(meeting, 'breakout:all-closed')).length, 1), 10_000);
  await worker.stop();
});

test('without a worker, new ones can be made when the time of the last is over', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await bring(meeting);
  const [red] = await open(meeting);
  await assign(meeting, [ann, red]);
  await scene.database.sql`update meetings set breakouts_close_at = now() - interval '1 second' where id = ${meeting.meetingId}`;
  assert.equal((await assign(meeting, [ann, red])).status, 409);
  await open(meeting, ['Next']);
  const types = (await eventsOf(scene, meeting)).map(({ type }) => type);
  assert.deepEqual(types.slice(-3), ['breakout:closed', 'breakout:all-closed', 'breakout:created']);
});

test('a token at the socket is for whoever is assigned while it is open', async () => {
  const meeting = await createMeeting(scene, scene);
  const [ann, bob] = [await bring(meeting), await bring(meeting, 'Bob')];
  const [red] = await open(meeting);
  await assign(meeting, [ann, red]);
  const { issue } = tokensOf();
  const minted = await mintBreakoutToken(issue, ann.caller, red.id);
  assert.equal(minted?.roomId, red.id);
  assert.equal(await mintBreakoutToken(issue, bob.caller, red.id), null);
  await close(meeting);
  assert.equal(await mintBreakoutToken(issue, ann.caller, red.id), null);
});

/** As the gateway has it; what is in the tokens is tested by those of the API. */
function tokensOf() {
  const accessTokens = { issue: () => ({ token: 'token', expiresAt: 0 }), verify: async () => null };
  const rooms = { accessTokens, livekitPublicUrl: 'ws://x' } as unknown as Parameters<typeof mintBreakoutToken>[0]['rooms'];
  return { issue: { db: scene.database.db, rooms } };
}

test('what cannot be is refused', async () => {
  const [meeting, other] = [await createMeeting(scene, scene), await createMeeting(scene, scene)];
  const [ann, eve] = [await bring(meeting), await bring(other, 'Eve')];
  const make = (body: unknown) => meeting.host.call('POST', `${meeting.path}/breakouts`, body);
  const names = Array.from({ length: 21 }, (_, i) => `r${i}`);
  for (const rooms of [[], [''], ['a\u0000'], ['a\nb'], names, ['x'.repeat(65)], 'a', undefined]) assert.equal((await make({ rooms })).status, 400);
  for (const durationSeconds of [0, -1, 1.5, 86_401, '60']) assert.equal((await make({ rooms: ['a'], durationSeconds })).status, 400);
  assert.equal((await assign(meeting)).status, 409);
  const [red] = await open(meeting, names.slice(1));
  const [foreign] = await open(other);
  const wrong = [
    {},
    { shuffle: false },
    { shuffle: true, assignments: [] },
    { assignments: [{ participantId: ann.participantId }] },
    { assignments: [{ participantId: ann.participantId, roomId: foreign.id }] },
    { assignments: [{ participantId: eve.participantId, roomId: red.id }] },
    { assignments: [{ participantId: ann.participantId, roomId: red.id }, { participantId: 'nobody', roomId: red.id }] },
  ];
  for (const body of wrong) assert.equal((await meeting.host.call('POST', `${meeting.path}/breakouts/assign`, body)).status, 400, JSON.stringify(body));
  assert.deepEqual((await read(meeting)).rooms.flatMap(({ assigned }) => assigned), [], 'nothing was half done');
  assert.equal((await go(ann, meeting, foreign)).status, 404);
  await close(other);
  await scene.database.sql`
    insert into meeting_breakouts (id, meeting_id, name, position, closed_at)
    select ${`br_${other.meetingId}_`} || n, ${other.meetingId}, 'x', 0, now() from generate_series(1, 497) n`;
  assert.equal((await other.host.call('POST', `${other.path}/breakouts`, { rooms: ['a', 'b'] })).status, 409);
  assert.equal((await other.host.call('POST', `${other.path}/breakouts`, { rooms: ['a'] })).status, 201);
  await scene.database.sql`update meeting_people set state = 'kicked' where participant_id = ${ann.participantId}`;
  assert.equal((await assign(meeting, [ann, red])).status, 400);
});

test('who may make, fill, close and enter breakouts', async () => {
  const [meeting, other] = [await createMeeting(scene, scene), await createMeeting(scene, scene)];
  const [ann, mod, host, eve] = [
    await bring(meeting),
    await bring(meeting, 'Mod', 'moderator'),
    await bring(meeting, 'Host', 'host'),
    await bring(other, 'Eve', 'host'),
  ];
  const stranger = await scene.newOwner();
  const callers = [host.client, meeting.host, ann.client, mod.client, scene.client, eve.client, other.host, stranger.client];
  const statuses = async (method: string, part: string, body?: unknown) => {
    const answers = [];
    for (const { call } of callers) answers.push((await call(method, `${meeting.path}/breakouts${part}`, body)).status);
    return answers;
  };
  const [red] = await open(meeting);
  await assign(meeting, [ann, red]);
  assert.deepEqual(await statuses('GET', ''), [200, 200, 200, 200, 403, 403, 403, 404]);
  assert.deepEqual(await statuses('POST', '/assign', { assignments: [] }), [204, 204, 403, 403, 403, 403, 403, 404]);
  assert.deepEqual(await statuses('POST', '/broadcast', { message: 'x' }), [204, 204, 403, 403, 403, 403, 403, 404]);
  assert.deepEqual(await statuses('POST', `/${red.id}/join`), [200, 403, 200, 403, 403, 403, 403, 404]);
  assert.deepEqual(await statuses('POST', `/${red.id}/leave`), [200, 403, 200, 200, 403, 403, 403, 404]);
  assert.deepEqual(await statuses('POST', '/close'), [204, 204, 403, 403, 403, 403, 403, 404]);
  assert.deepEqual(await statuses('POST', '', { rooms: ['x'] }), [201, 409, 403, 403, 403, 403, 403, 404]);
});

test('there are none before a meeting has begun or after it is over', async () => {
  const early = await createMeeting(scene, scene, { scheduledAt: fromNow(60_000) });
  assert.equal((await early.host.call('POST', `${early.path}/breakouts`, { rooms: ['x'] })).status, 409);
  const meeting = await createMeeting(scene, scene);
  const ann = await bring(meeting);
  const [red] = await open(meeting);
  await assign(meeting, [ann, red]);
  const { token } = (await go(ann, meeting, red)).body;
  assert.equal((await meeting.host.call('DELETE', meeting.path)).status, 200);
  const refresh = await fetch(`${scene.server.url}/v1/token/refresh`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  assert.deepEqual([(await close(meeting)).status, (await read(meeting)).rooms, refresh.status], [410, [], 401]);
});
