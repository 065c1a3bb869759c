import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { DueDelivery } from '../../../src/modules/webhooks/index.ts';
import { systemEnvironment } from '../../support/stack.ts';
import { createWebhook, listDeliveries, passTime } from './support/calls.ts';
import { type Receiver, startReceiver } from './support/receiver.ts';
import { createScene, type Scene, until, type Worker } from './support/scene.ts';

const entry = fileURLToPath(new URL('support/deliver-once.ts', import.meta.url));

let scene: Scene;
let usual: Worker;
let receiver: Receiver;
let woken: DueDelivery[];

before(async () => {
  scene = await createScene();
  usual = scene.worker;
  receiver = await startReceiver();
  woken = [];
  scene.worker = { ...usual, deps: { ...usual.deps, wake: async (due) => void woken.push(...due) } };
});
after(async () => {
  receiver?.close();
  await scene?.close();
});

/** Runs a delivery in a process of its own, which is killed while the receiver has the request and has not answered. */
async function killWhileSending(due: DueDelivery | undefined): Promise<void> {
  const seen = receiver.messages.length;
  receiver.answer = () => {};
  const env = { ...systemEnvironment(), ...scene.env };
  const child = spawn(process.execPath, [entry, JSON.stringify(due)], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  const exit = once(child, 'exit');
  await until(() => receiver.messages.length, (count) => count > seen, 10_000);
  child.kill('SIGKILL');
  await exit;
  receiver.answer = (response) => response.writeHead(204).end();
}

test('killed between sending and recording: the same message comes again when the lease ends, in order', async () => {
  const { id } = await createWebhook(scene, receiver.url);
  await scene.emit({ data: { i: 0 } }, { data: { i: 1 } });
  await killWhileSending(woken[0]);
  await usual.deps.wake(woken);
  await usual.untilIdle();
  assert.equal(receiver.messages.length, 1, 'the lease holds');
  assert.deepEqual(await scene.sweep(usual), []);
  await scene.database.sql`update webhook_lanes set expires_at = expires_at - interval '20 seconds'`;
  assert.deepEqual(await scene.sweep(usual), woken);
  await usual.untilIdle();
  assert.deepEqual(receiver.messages.map(({ event }) => event.data['i']), [0, 0, 1]);
  const [first, again] = receiver.messages;
  assert.equal(again?.headers['webhook-id'], first?.headers['webhook-id']);
  assert.equal(again?.body, first?.body);
  assert.deepEqual((await listDeliveries(scene, id)).map(({ status }) => status), ['delivered', 'delivered']);
});

test('killed while retrying: tried again with the same id', async () => {
  const { id } = await createWebhook(scene, receiver.url, { events: ['room_closed'] });
  receiver.answer = (response) => response.writeHead(500).end();
  receiver.messages.length = woken.length = 0;
  await scene.emit({ name: 'room_closed', roomId: 'other' });
  await usual.deps.wake(woken);
  await usual.untilIdle();
  await passTime(scene, id);
  const [delivery] = await listDeliveries(scene, id);
  receiver.messages.length = 0;
  await killWhileSending({ id: delivery?.deliveryId ?? '', webhookId: id, lane: null });
  assert.deepEqual(await scene.sweep(usual), []);
  await passTime(scene, id);
  await scene.sweep(usual);
  await usual.untilIdle();
  assert.equal(receiver.messages.length, 2);
  assert.equal(new Set(receiver.messages.map(({ headers }) => headers['webhook-id'])).size, 1);
  assert.equal((await listDeliveries(scene, id))[0]?.status, 'delivered');
});
