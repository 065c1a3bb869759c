import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import * as fc from 'fast-check';
import { newId } from '../../../src/core/ids.ts';
import { createEventHandler, reconcile } from '../../../src/modules/livekit-events/index.ts';
import { connectDatabase, type DatabaseClient } from '../../../src/platform/db/client.ts';
import { lockInbox } from '../../../src/platform/inbox/handle-messages.ts';
import { migrateDatabase } from '../../../src/platform/db/migrate.ts';
import { startOwnStack } from '../../support/stack.ts';
import { history, type Sitting, type Stay } from './support/history.ts';
import { keysShown, modelLivekit, type Naming, tellAll, type Told } from './support/livekit-model.ts';

/** What the world does between LiveKit and us. */
interface Delivery {
  /** For each webhook in turn, after how many ms it comes, each time that it comes; none: it is lost. */
  delays: number[][];
  /** When lists are taken, and how long LiveKit takes to answer each question: meanwhile all goes on. */
  passes: { at: number; answersAfter: number }[];
}

const delivery: fc.Arbitrary<Delivery> = fc.record({
  delays: fc.array(fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 120_000 })), { maxLength: 3 }), { minLength: 8, maxLength: 32 }),
  passes: fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 150_000 }),
      answersAfter: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30_000 })),
    }),
    { maxLength: 8 },
  ),
});

const inOrder: Delivery = { delays: [[0]], passes: [] };
/** Later than anything above. */
const end = 1_000_000;
const passEveryMs = 10_000;

/** Nothing is composed here. */
const listener = { changed: async () => {}, targetsChanged: async () => {} };

let stack: Awaited<ReturnType<typeof startOwnStack>>;
let database: DatabaseClient;

before(async () => {
  stack = await startOwnStack();
  const url = stack.env.DATABASE_URL ?? '';
  await migrateDatabase(url);
  database = connectDatabase(url);
  mock.timers.enable({ apis: ['Date'], now: Date.now() });
});
after(async () => {
  mock.timers.reset();
  await database?.close();
  await stack?.stop();
});

/**
 * Lives through a history while webhooks come as `plan` says, and reconciles twice at its end. One thing is unknowable,
 * and so left out: what happened between two lists while every webhook about it was lost. When nothing else tells of
 * it, its last webhook is delivered after all.
 */
async function live(sittings: Sitting[], plan: Delivery, naming: Naming): Promise<void> {
  let now = 0;
  const told = tellAll(sittings, naming);
  const known = new Set<string>();
  const due: { at: number; run(): Promise<void> }[] = [];

  async function advance(to: number): Promise<void> {
    while (due[0] && due[0].at <= to) {
      const action = due.shift();
      moveTo(action?.at ?? now);
      await action?.run();
    }
    moveTo(to);
  }
  function moveTo(time: number): void {
    now = Math.max(now, time);
    mock.timers.setTime(naming.start + now);
  }
  async function deliver({ body, keys }: Told): Promise<void> {
    for (const key of keys) known.add(key);
    await database.db.transaction(async (tx) => {
      await lockInbox(tx);
      await createEventHandler({ listener }).handle(tx, body);
    });
  }
  async function pass(answersAfter: number): Promise<void> {
    if (answersAfter === 0) for (const key of keysShown(sittings, now)) known.add(key);
    const clock = { now: () => now, pass: () => advance(now + answersAfter) };
    const { db } = database;
    const livekit = modelLivekit(sittings, naming, clock);
    await reconcile({ db, livekit, compositing: { db, livekit, listener } });
  }

  told.forEach((each, i) => {
    for (const delay of plan.delays[i % plan.delays.length] ?? []) due.push({ at: each.at + delay, run: () => deliver(each) });
  });
  for (const { at, answersAfter } of plan.passes) due.push({ at, run: () => pass(answersAfter) });
  due.sort((a, b) => a.at - b.at);
  await advance(end);
  for (const each of told.toReversed()) if (isUntold(each, known)) await deliver(each);
  for (const at of [end + passEveryMs, end + 2 * passEveryMs]) {
    await advance(at);
    await pass(0);
  }
}

/** That somebody left or a room closed shows by itself in the end, once it is known that they were there. */
function isUntold({ keys }: Told, known: Set<string>): boolean {
  return keys.some((key) => {
    const [name = '', sid] = key.split(':');
    const cause = { participant_left: 'participant_joined', room_closed: 'room_created' }[name] ?? name;
    return !known.has(`${cause}:${sid}`);
  });
}

async function readOutcome({ roomName, prefix, start }: Naming) {
  const [workspaceId = '', roomId = ''] = roomName.split(':');
  const { sql } = database;
  const rooms = await sql`select * from room_sessions where workspace_id = ${workspaceId} and room_id = ${roomId} order by sid`;
  const stays = await sql`select * from participant_sessions where workspace_id = ${workspaceId} and room_id = ${roomId} order by sid`;
  const events = await sql`select key, name, data from outbox where workspace_id = ${workspaceId} and room_id = ${roomId} order by seq`;
  const toTime = (text: string | null) => (text === null ? null : Date.parse(text) - start);
  const plain = (sid: string) => sid.replace(prefix, '');
  return {
    rooms: rooms.map((row) => ({ sid: plain(row.sid), openedAt: toTime(row.opened_at), closedAt: toTime(row.closed_at) })),
    stays: stays.map((row) => ({
      sid: plain(row.sid),
      roomSid: plain(row.room_sid),
      identity: row.identity,
      joinedAt: toTime(row.joined_at),
      leftAt: toTime(row.left_at),
    })),
    events: events.map(({ key, name, data }) => ({ key: plain(key), name, roomSid: plain(data.room?.sid ?? '') })),
  };
}

type Outcome = Awaited<ReturnType<typeof readOutcome>>;

/** Without the moments that only a webhook tells exactly. */
function withoutBounds({ rooms, stays, events }: Outcome) {
  return {
    rooms: rooms.map(({ closedAt, ...room }) => ({ ...room, isClosed: closedAt !== null })),
    stays: stays.map(({ leftAt, ...stay }) => ({ ...stay, hasLeft: leftAt !== null })),
    keys: events.map(({ key }) => key).toSorted(),
  };
}

function checkBounds({ rooms, stays, events }: Outcome, sittings: Sitting[]): void {
  const closings = new Map(sittings.map(({ sid, closedAt }) => [sid, closedAt ?? end]));
  const isWithin = (time: number | null, from: number | null, roomSid: string) =>
    time === null || (time >= (from ?? end) && time <= (closings.get(roomSid) ?? -1));
  for (const room of rooms) assert.ok(isWithin(room.closedAt, room.openedAt, room.sid), `${room.sid} closed at ${room.closedAt}`);
  for (const stay of stays) assert.ok(isWithin(stay.leftAt, stay.joinedAt, stay.roomSid), `${stay.sid} left at ${stay.leftAt}`);
  const places = new Map(events.map(({ key }, i) => [key, i]));
  for (const { sid } of stays) {
    assert.ok((places.get(`participant_joined:${sid}`) ?? end) < (places.get(`participant_left:${sid}`) ?? end), sid);
  }
  for (const { sid } of rooms) assert.equal(events.find(({ roomSid }) => roomSid === sid)?.key, `room_created:${sid}`);
}

test('a room that closes and opens again between two questions of a list keeps its people apart', async () => {
  const naming = { roomName: `${newId('ws')}:r`, prefix: newId('again'), start: Math.ceil(Date.now() / 1_000) * 1_000 + 60_000 };
  const stay: Omit<Stay, 'sid'> = { identity: 'ann', joinedAt: 0, leftAt: 5_000, isAborted: false, tracks: [] };
  const sittings: Sitting[] = [
    { sid: 'RM_0', openedAt: 0, closedAt: 5_000, stays: [{ ...stay, sid: 'PA_0' }] },
    { sid: 'RM_1', openedAt: 6_000, closedAt: null, stays: [{ ...stay, sid: 'PA_1', joinedAt: 6_000, leftAt: null }] },
  ];
  // The list asks for rooms before the change and for people after it; of whom it sees then, a webhook tells later.
  await live(sittings, { delays: [[0], [0], [0], [0], [40_000], [40_000]], passes: [{ at: 4_000, answersAfter: 4_000 }] }, naming);
  const { stays } = await readOutcome(naming);
  assert.deepEqual(stays.map(({ sid, roomSid, leftAt }) => [sid, roomSid, leftAt]), [['PA_0', 'RM_0', 5_000], ['PA_1', 'RM_1', null]]);
});

test('a list does not tell of a new room before what is yet to be told of the one that had its name until then', async () => {
  const naming = { roomName: `${newId('ws')}:r`, prefix: newId('late'), start: Math.ceil(Date.now() / 1_000) * 1_000 + 60_000 };
  const sittings: Sitting[] = [
    { sid: 'RM_0', openedAt: 0, closedAt: 100, stays: [] },
    { sid: 'RM_1', openedAt: 200, closedAt: null, stays: [] },
  ];
  await live(sittings, { delays: [[4_000]], passes: [{ at: 1_000, answersAfter: 0 }] }, naming);
  const { events } = await readOutcome(naming);
  assert.deepEqual(events.map(({ key }) => key), ['room_created:RM_0', 'room_closed:RM_0', 'room_created:RM_1']);
});

test('any order, repetition, delay and loss of webhooks, with any lists between, ends as what truly happened', async () => {
  const property = fc.asyncProperty(history, delivery, async (sittings, plan) => {
    const workspaceId = newId('ws');
    const outcomes = [];
    for (const [i, each] of [inOrder, plan].entries()) {
      const start = Math.ceil(Date.now() / 1_000) * 1_000 + 60_000 + 137;
      const naming = { roomName: `${workspaceId}:r${i}`, prefix: `${workspaceId}-${i}-`, start };
      await live(sittings, each, naming);
      const outcome = await readOutcome(naming);
      checkBounds(outcome, sittings);
      outcomes.push(withoutBounds(outcome));
    }
    const [expected, found] = outcomes;
    assert.deepEqual(found, expected);
    const stays = sittings.flatMap((sitting) => sitting.stays);
    assert.equal(expected?.rooms.length, sittings.length);
    assert.equal(expected?.stays.length, stays.length);
    assert.equal(expected?.keys.length, countEvents(sittings));
  });
  await fc.assert(property, { numRuns: 150, interruptAfterTimeLimit: 60_000 });
});

function countEvents(sittings: Sitting[]): number {
  const stays = sittings.flatMap((sitting) => sitting.stays);
  const ends = [...sittings.map(({ closedAt }) => closedAt), ...stays.map(({ leftAt }) => leftAt)].filter((at) => at !== null);
  return sittings.length + stays.length + stays.flatMap(({ tracks }) => tracks).length + ends.length;
}
