import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { createClient, eventually } from '../support/client.ts';
import { type EventsStack, eventSettings, startEventsStack } from '../support/events-stack.ts';
import { joinRoom, type Participant } from '../support/participants.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { startServerOn, startWorkerOn } from '../support/server.ts';

/** LiveKit drops a webhook that it could not deliver for 30 s. */
const awayMs = 60_000;
/** Two lists, 15 s apart, are needed to know that somebody is gone; the reconciler's lease of a killed worker is 10 s. */
const twoListsMs = 75_000;

let stack: EventsStack;
let receiver: Receiver;
let sql: postgres.Sql;

before(async () => {
  stack = await startEventsStack();
  receiver = await startReceiver();
  assert.equal((await createClient(stack.api).call('POST', '/v1/webhooks', { url: receiver.url })).status, 201);
  sql = postgres(stack.servers.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} });
});
after(async () => {
  await sql?.end();
  await receiver?.close();
  await stack?.stop();
});

type Pass = { token: string; url: string };

/** A token while the API is there; it lets in also when it is away. */
async function takePass(roomId: string, userId: string): Promise<Pass> {
  const body = { roomId, userId, name: userId, role: 'host' };
  return (await createClient(stack.api).call<Pass>('POST', '/v1/token', body)).body;
}

const enter = ({ token, url }: Pass): Promise<Participant> => joinRoom(token, url);

/** What was told of a room: each event once, by whom it is about. */
function toldOf(roomId: string): string[] {
  const ids = new Map<string, string>();
  for (const { headers, body } of receiver.received) {
    if (body.roomId !== roomId) continue;
    ids.set(String(headers['webhook-id']), `${body.event} ${body.data.participant?.identity ?? ''}`.trim());
  }
  return [...ids.values()].toSorted();
}

async function readStays(roomId: string) {
  const rows = await sql`
    select p.identity, p.sid, p.left_at as "leftAt", p.joined_at as "joinedAt", r.closed_at as "roomClosedAt"
    from participant_sessions p join room_sessions r on r.sid = p.room_sid
    where p.room_id = ${roomId} order by p.joined_at`;
  return rows.map(({ identity, sid, leftAt, joinedAt, roomClosedAt }) => ({ identity, sid, leftAt, joinedAt, roomClosedAt }));
}

async function killAll(): Promise<void> {
  const exits = [stack.api, stack.worker].map(({ process }) => once(process, 'exit'));
  for (const { process } of [stack.api, stack.worker]) process.kill('SIGKILL');
  await Promise.all(exits);
}

async function startAll(): Promise<void> {
  stack.api = await startServerOn(stack.servers.env, { ...eventSettings, PORT: stack.port });
  stack.worker = await startWorkerOn(stack.servers.env, eventSettings);
}

test('this server away for longer than LiveKit tries: who came, left and stayed is found out', async () => {
  const [ann, bob] = await Promise.all([takePass('away', 'ann'), takePass('away', 'bob')]);
  const closing = await enter(await takePass('closing', 'dan'));
  const leaving = await enter(ann);
  await eventually(async () => {
    assert.deepEqual(toldOf('away'), ['participant_joined ann', 'room_created']);
    assert.deepEqual(toldOf('closing'), ['participant_joined dan', 'room_created']);
  }, 15_000);
  const cy = await takePass('new', 'cy');
  const goneAt = Date.now();
  await killAll();
  await Promise.all([leaving.leave(), closing.leave()]);
  const [coming, opening] = await Promise.all([enter(bob), enter(cy)]);
  await opening.publishTone();
  await sleep(awayMs);
  await startAll();
  await eventually(async () => {
    assert.deepEqual(toldOf('away'), ['participant_joined ann', 'participant_joined bob', 'participant_left ann', 'room_created']);
    assert.deepEqual(toldOf('new'), ['participant_joined cy', 'room_created', 'track_published cy']);
    assert.deepEqual(toldOf('closing'), ['participant_joined dan', 'participant_left dan', 'room_closed', 'room_created']);
  }, twoListsMs, 250);
  const [annStay, bobStay] = await readStays('away');
  assert.ok(annStay?.leftAt >= annStay?.joinedAt && annStay?.leftAt <= new Date(goneAt + 5_000), 'at the time when last seen');
  assert.deepEqual([bobStay?.identity, bobStay?.leftAt], ['bob', null]);
  await Promise.all([coming.leave(), opening.leave()]);
});

test('LiveKit killed with people in a room: the old stays end, the new ones go on', async () => {
  const people = await Promise.all(['ann', 'bob'].map(async (name) => enter(await takePass('crash', name))));
  await eventually(async () => assert.equal((await readStays('crash')).length, 2), 15_000);
  const gone = new Set((await readStays('crash')).map(({ sid }) => sid));
  stack.servers.kill('livekit', 'SIGKILL');
  await eventually(async () => {
    const stays = await readStays('crash');
    const isOld = ({ sid }: { sid: string }) => gone.has(sid);
    assert.equal(stays.filter((stay) => isOld(stay) && stay.leftAt !== null && stay.roomClosedAt !== null).length, 2);
    const open = stays.filter((stay) => !isOld(stay) && stay.leftAt === null && stay.roomClosedAt === null);
    assert.deepEqual(open.map(({ identity }) => identity).toSorted(), ['ann', 'bob']);
  }, twoListsMs, 250);
  await eventually(async () => {
    const told = toldOf('crash');
    const count = (event: string) => told.filter((each) => each === event).length;
    assert.deepEqual([count('participant_left ann') + count('room_closed') > 0, count('participant_joined ann') >= 2], [true, true]);
  }, 15_000);
  await Promise.all(people.map((person) => person.leave()));
});
