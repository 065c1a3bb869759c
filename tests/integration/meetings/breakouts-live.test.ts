import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connectDatabase, type DatabaseClient } from '../../../src/platform/db/client.ts';
import { type Client, createClient, eventually } from '../../support/client.ts';
import { type EventsStack, startEventsStack } from '../../support/events-stack.ts';
import { joinAs, newGuest } from '../../support/meeting-guests.ts';
import { eventsOf } from '../../support/meeting-people.ts';
import { createMeeting, type MadeMeeting } from '../../support/meetings.ts';
import { comeAndBePutOut, joinRoom, type Participant } from '../../support/participants.ts';

interface Breakout {
  id: string;
  participantCount: number;
  participants: { name: string }[];
}
interface RoomToken {
  roomId: string;
  token: string;
  url: string;
}

let stack: EventsStack;
let owner: Client;
let database: DatabaseClient;
const connected: Participant[] = [];

before(async () => {
  stack = await startEventsStack();
  owner = createClient(stack.api);
  database = connectDatabase(stack.api.env.DATABASE_URL ?? '');
});
after(async () => {
  await Promise.all(connected.map((participant) => participant.leave()));
  await database.close();
  await stack.stop();
});

async function connect({ token, url }: Pick<RoomToken, 'token' | 'url'>): Promise<Participant> {
  const participant = await joinRoom(token, url);
  connected.push(participant);
  return participant;
}

/** Joins and connects as somebody new. */
async function enter(meeting: MadeMeeting, name: string) {
  const joined = await joinAs(stack.api, meeting, { name });
  return { ...joined, name, main: await connect(joined) };
}
type Entered = Awaited<ReturnType<typeof enter>>;

async function open({ host, path }: MadeMeeting, durationSeconds?: number): Promise<[Breakout, Breakout]> {
  const { status, body } = await host.call<{ rooms: Breakout[] }>('POST', `${path}/breakouts`, { rooms: ['Red', 'Green'], durationSeconds });
  assert.equal(status, 201, JSON.stringify(body));
  return body.rooms as [Breakout, Breakout];
}

async function assign({ host, path }: MadeMeeting, ...pairs: [Entered, Breakout][]): Promise<void> {
  const assignments = pairs.map(([{ participantId }, { id: roomId }]) => ({ participantId, roomId }));
  assert.equal((await host.call('POST', `${path}/breakouts/assign`, { assignments })).status, 204);
}

async function ask({ client }: Entered, { path }: MadeMeeting, { id }: Breakout, where: 'join' | 'leave'): Promise<RoomToken> {
  const { status, body } = await client.call<RoomToken>('POST', `${path}/breakouts/${id}/${where}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** Leaves the main room for a breakout, as a client does. */
async function go(person: Entered, meeting: MadeMeeting, breakout: Breakout): Promise<Participant> {
  const livekit = await connect(await ask(person, meeting, breakout, 'join'));
  await person.main.leave();
  return livekit;
}

async function namesIn({ host, path }: MadeMeeting): Promise<string[][]> {
  const { rooms } = (await host.call<{ rooms: Breakout[] }>('GET', `${path}/breakouts`)).body;
  return rooms.map(({ participants }) => participants.map(({ name }) => name).toSorted());
}

const roomsOf = (event: { data: Record<string, unknown> } | undefined) => (event?.data['rooms'] ?? []) as Breakout[];
const untilIn = (meeting: MadeMeeting, expected: string[][]) =>
  eventually(async () => assert.deepEqual(await namesIn(meeting), expected), 5_000);
const countIn = async ({ path }: MadeMeeting) => (await owner.call<{ participantCount: number }>('GET', path)).body.participantCount;
const untilCount = (meeting: MadeMeeting, count: number) => eventually(async () => assert.equal(await countIn(meeting), count), 5_000);
const make = (wish = {}) => createMeeting({ server: stack.api }, { client: owner }, wish);

test('people in breakouts are seen there, still count, and come back', async () => {
  const meeting = await make({ maxParticipants: 2 });
  const [ann, bob] = [await enter(meeting, 'Ann'), await enter(meeting, 'Bob')];
  await untilCount(meeting, 2);
  const [red, green] = await open(meeting);
  await assign(meeting, [ann, red], [bob, green]);
  const inRed = await go(ann, meeting, red);
  await go(bob, meeting, green);
  await untilIn(meeting, [['Ann'], ['Bob']]);
  assert.equal(inRed.room.name?.split(':')[1], `${meeting.meetingId}~${red.id}`);
  assert.equal(await countIn(meeting), 2);
  assert.equal((await newGuest(stack.api).join(meeting)).body.code, 'meeting-full');

  await connect(await ask(ann, meeting, red, 'leave'));
  await inRed.leave();
  await untilIn(meeting, [[], ['Bob']]);
  assert.equal(await countIn(meeting), 2);
  const moves = (await eventsOf({ database }, meeting)).filter(({ type }) => type.startsWith('breakout:participant-'));
  assert.deepEqual(moves.map(({ type, audience }) => `${type} ${audience}`), [
    `breakout:participant-joined breakout:${red.id}`,
    `breakout:participant-joined breakout:${green.id}`,
    `breakout:participant-left breakout:${red.id}`,
  ]);
});

test('what LiveKit sees counts, also of somebody who asked for nothing', async () => {
  const meeting = await make();
  const ann = await enter(meeting, 'Ann');
  const [red] = await open(meeting);
  await assign(meeting, [ann, red]);
  const token = await ask(ann, meeting, red, 'join');
  await ask(ann, meeting, red, 'leave');
  assert.deepEqual(await namesIn(meeting), [[], []]);
  // An old token, and no word to the API.
  const livekit = await connect(token);
  await untilIn(meeting, [['Ann'], []]);
  await livekit.leave();
  await untilIn(meeting, [[], []]);
  const updates = (await eventsOf({ database }, meeting)).filter(({ type }) => type === 'breakout:updated');
  assert.deepEqual(roomsOf(updates.at(-1)).map(({ participantCount }) => participantCount), [0, 0]);
});

test('whoever is sent to another room is out of the first, and not let back in', async () => {
  const meeting = await make();
  const ann = await enter(meeting, 'Ann');
  const [red, green] = await open(meeting);
  await assign(meeting, [ann, red]);
  const token = await ask(ann, meeting, red, 'join');
  const inRed = await connect(token);
  await untilIn(meeting, [['Ann'], []]);
  await assign(meeting, [ann, green]);
  await inRed.untilOut();
  await comeAndBePutOut(token);
  const inGreen = await connect(await ask(ann, meeting, green, 'join'));
  await untilIn(meeting, [[], ['Ann']]);
  assert.equal(inGreen.room.isConnected, true);
});

test('when the time is over everybody is out, the old tokens are worth nothing, and their seats are theirs', async () => {
  const meeting = await make({ maxParticipants: 2 });
  const [ann, bob] = [await enter(meeting, 'Ann'), await enter(meeting, 'Bob')];
  const [red, green] = await open(meeting, 3_600);
  await assign(meeting, [ann, red], [bob, green]);
  const token = await ask(ann, meeting, red, 'join');
  const [inRed, inGreen] = [await connect(token), await go(bob, meeting, green)];
  await ann.main.leave();
  await untilIn(meeting, [['Ann'], ['Bob']]);
  await database.sql`update meetings set breakouts_close_at = now() where id = ${meeting.meetingId}`;
  await Promise.all([inRed.untilOut(8_000), inGreen.untilOut(8_000)]);
  // Nobody is in LiveKit at this moment.
  await untilCount(meeting, 0);
  assert.equal((await newGuest(stack.api).join(meeting)).body.code, 'meeting-full');
  const types = (await eventsOf({ database }, meeting)).map(({ type }) => type);
  assert.deepEqual([types.filter((type) => type === 'breakout:closed').length, types.filter((type) => type === 'breakout:all-closed').length], [2, 1]);
  await comeAndBePutOut(token);
  await connect(await ask(ann, meeting, red, 'leave'));
  await connect(bob);
  await untilCount(meeting, 2);
});

test('what a process that died had closed, a worker does to the end', async () => {
  const meeting = await make();
  const ann = await enter(meeting, 'Ann');
  const [red] = await open(meeting);
  await assign(meeting, [ann, red]);
  const inRed = await go(ann, meeting, red);
  await database.sql`update meeting_breakouts set closed_at = now(), is_ending = true where meeting_id = ${meeting.meetingId}`;
  await inRed.untilOut();
  await eventually(async () => {
    const [{ left } = { left: 0 }] = await database.sql<{ left: number }[]>`
      select count(*)::int as left from meeting_breakouts where meeting_id = ${meeting.meetingId} and is_ending`;
    assert.equal(left, 0);
  }, 5_000);
});

test('a kick ends what somebody has for breakouts, too', async () => {
  const meeting = await make();
  const ann = await enter(meeting, 'Ann');
  const [red] = await open(meeting);
  await assign(meeting, [ann, red]);
  const token = await ask(ann, meeting, red, 'join');
  const inRed = await connect(token);
  assert.equal((await meeting.host.call('POST', `${meeting.path}/participants/${ann.participantId}/kick`)).status, 204);
  await Promise.all([inRed.untilOut(), ann.main.untilOut()]);
  await comeAndBePutOut(token);
  await untilIn(meeting, [[], []]);
});
