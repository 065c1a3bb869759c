import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { createPlaces, type DueDelivery, runDelivery } from '../../../src/modules/webhooks/index.ts';
import { createWebhook, listDeliveries, passTime } from './support/calls.ts';
import { type Message, type Receiver, startReceiver } from './support/receiver.ts';
import { createScene, type Scene, until, type Worker } from './support/scene.ts';

let scene: Scene;
let usual: Worker;
let receiver: Receiver;
let fast: Receiver;

before(async () => {
  scene = await createScene();
  usual = scene.worker;
});
beforeEach(async () => {
  [receiver, fast] = await Promise.all([startReceiver(), startReceiver()]);
});
afterEach(async () => {
  for (const each of [receiver, fast]) each.close();
  await scene.worker.untilIdle();
  await scene.worker.stop();
  scene.worker = usual = scene.createWorker();
  await scene.database.sql`update webhooks set is_active = false, deleted_at = now()`;
  await scene.database.sql`
    update webhook_deliveries set status = 'failed', is_in_lane = false where status = 'pending'`;
  await scene.database.sql`delete from webhook_lanes`;
});
after(() => scene?.close());

const numbers = (messages: Message[], roomId: string) =>
  messages.filter(({ event }) => event.roomId === roomId).map(({ event }) => event.data['i']);
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

test('first tries of a room come in order and once, over three workers that are all woken for everything', async () => {
  await createWebhook(scene, receiver.url);
  const workers = [scene.createWorker(), scene.createWorker(), scene.createWorker()];
  const wake = async (due: readonly DueDelivery[]) => {
    for (const worker of workers) void worker.deps.wake([...due, ...due]);
  };
  scene.worker = { ...usual, deps: { ...usual.deps, wake } };
  receiver.answer = (response) => setTimeout(() => response.writeHead(204).end(), Math.random() * 5);
  const rooms = upTo(10).map((room) => `room-${room}`);
  for (const i of upTo(30)) await scene.emit(...rooms.map((roomId) => ({ roomId, data: { i } })));
  await until(() => receiver.messages.length, (count) => count >= 300, 20_000);
  await Promise.all(workers.map((worker) => worker.untilIdle()));
  for (const roomId of rooms) assert.deepEqual(numbers(receiver.messages, roomId), upTo(30), roomId);
  const [left] = await scene.database.sql`select count(*)::int as count from webhook_lanes`;
  assert.equal(left?.['count'], 0);
  assert.ok(receiver.mostAtOnce > 1);
});

test('a lane that fails goes on; its retries hold up nothing', async () => {
  const { id } = await createWebhook(scene, receiver.url);
  receiver.answer = (response, { event }) => response.writeHead(event.data['i'] === 0 ? 500 : 204).end();
  await scene.emit({ data: { i: 0 } }, { data: { i: 1 } }, { data: { i: 2 } });
  await scene.worker.untilIdle();
  assert.deepEqual(numbers(receiver.messages, 'room'), [0, 1, 2]);
  // A retry that hangs, and a first try beside it.
  receiver.answer = (response, { event }) => {
    if (event.data['i'] !== 0) response.writeHead(204).end();
  };
  await passTime(scene, id);
  await scene.sweep();
  await until(() => receiver.messages.length, (count) => count === 4);
  await scene.emit({ data: { i: 3 } });
  await until(() => numbers(receiver.messages, 'room'), (all) => all.at(-1) === 3, 10_000);
});

test('an endpoint that hangs does not slow other webhooks, and takes no more than its places', async (t) => {
  await createWebhook(scene, receiver.url);
  await createWebhook(scene, fast.url);
  scene.worker = scene.createWorker({ places: createPlaces({ perWebhook: 4, perProcess: 8 }) });
  receiver.answer = () => {};
  for (const i of upTo(5)) await scene.emit(...upTo(20).map((room) => ({ roomId: `r${room}`, data: { i } })));
  await until(() => fast.messages.length, (count) => count === 100, 10_000);
  assert.equal(receiver.messages.length, 4);
  assert.equal(receiver.mostAtOnce, 4);
  // It moves to where it answers: the lanes that were turned away go on by themselves.
  const revived = await startReceiver();
  t.after(() => revived.close());
  await scene.database.sql`update webhooks set url = ${revived.url} where url = ${receiver.url}`;
  receiver.close();
  await until(() => revived.messages.length, (count) => count === 96, 20_000);
  for (const room of upTo(20)) {
    assert.deepEqual([...numbers(receiver.messages, `r${room}`), ...numbers(revived.messages, `r${room}`)], upTo(5));
  }
});

test('due retries of a full webhook do not hold up those of others', async () => {
  const hanging = await createWebhook(scene, receiver.url, { events: ['room_created'] });
  const other = await createWebhook(scene, fast.url, { events: ['room_closed'] });
  scene.worker = scene.createWorker({ places: createPlaces({ perWebhook: 2, perProcess: 10 }) });
  for (const each of [receiver, fast]) each.answer = (response) => response.writeHead(500).end();
  await scene.emit(...upTo(600).map((i) => ({ name: 'room_created' as const, roomId: `r${i % 50}` })));
  await until(async () => {
    await scene.sweep();
    await scene.worker.untilIdle();
    return receiver.messages.length;
  }, (count) => count === 600, 60_000);
  await scene.emit({ name: 'room_closed' });
  await scene.worker.untilIdle();
  receiver.answer = () => {};
  fast.answer = (response) => response.writeHead(204).end();
  await passTime(scene, hanging.id);
  await passTime(scene, other.id);
  await until(async () => {
    await scene.sweep();
    return (await listDeliveries(scene, other.id))[0]?.status;
  }, (status) => status === 'delivered', 10_000);
});

test('a wake-up that was lost is made up for by the sweeper', async () => {
  await createWebhook(scene, receiver.url);
  scene.worker = { ...usual, deps: { ...usual.deps, wake: async () => {} } };
  await scene.emit({ data: { i: 0 } }, { data: { i: 1 } });
  scene.worker = usual;
  assert.deepEqual(await scene.sweep(), [], 'somebody may just be about to take it');
  await scene.database.sql`update webhook_lanes set expires_at = now() - interval '1 second'`;
  assert.equal((await scene.sweep()).length, 1);
  await scene.worker.untilIdle();
  assert.deepEqual(numbers(receiver.messages, 'room'), [0, 1]);
});

test('a worker that is told to stop hands its lane to another', async () => {
  await createWebhook(scene, receiver.url);
  const stopped = scene.createWorker();
  const woken: DueDelivery[] = [];
  stopped.deps.wake = async (due) => void woken.push(...due);
  scene.worker = { ...usual, deps: { ...usual.deps, wake: async (due) => void (await runOn(stopped, due)) } };
  receiver.answer = (response) => setTimeout(() => response.writeHead(204).end(), 100);
  await scene.emit(...upTo(3).map((i) => ({ data: { i } })));
  await until(() => receiver.messages.length, (count) => count === 1);
  await stopped.stop();
  await until(() => woken.length, (count) => count === 1);
  assert.equal(receiver.messages.length, 1);
  await usual.deps.wake(woken);
  await usual.untilIdle();
  assert.deepEqual(numbers(receiver.messages, 'room'), [0, 1, 2]);
});

async function runOn(worker: Worker, due: readonly DueDelivery[]): Promise<void> {
  for (const each of due) void runDelivery(worker.deps, each);
}

test('a lane that is busy for long goes on under the name of another delivery', async () => {
  await createWebhook(scene, receiver.url);
  const woken: DueDelivery[] = [];
  const { wake } = usual.deps;
  usual.deps.wake = async (due) => {
    woken.push(...due);
    await wake(due);
  };
  receiver.answer = (response, { event }) => {
    setTimeout(() => response.writeHead(204).end(), event.data['i'] === 0 ? 5_100 : 0);
  };
  await scene.emit(...upTo(3).map((i) => ({ data: { i } })));
  await until(() => receiver.messages.length, (count) => count === 1);
  assert.equal(woken.length, 1);
  await until(() => receiver.messages.length, (count) => count === 3, 15_000);
  assert.equal(new Set(woken.map(({ id }) => id)).size, 2);
  assert.deepEqual(numbers(receiver.messages, 'room'), upTo(3));
});

test('lanes of a webhook that was switched off are cleared away', async () => {
  const { id } = await createWebhook(scene, receiver.url);
  scene.worker = { ...usual, deps: { ...usual.deps, wake: async () => {} } };
  await scene.emit({});
  scene.worker = usual;
  await scene.owner.call('PATCH', `/v1/webhooks/${id}`, { isActive: false });
  await scene.database.sql`update webhook_lanes set expires_at = now() - interval '1 second'`;
  assert.deepEqual(await scene.sweep(), []);
  const [left] = await scene.database.sql`select count(*)::int as count from webhook_lanes`;
  assert.equal(left?.['count'], 0);
  assert.deepEqual(receiver.messages, []);
});
