import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { createOutgoing } from '../../../src/platform/outgoing/client.ts';
import { createWebhook, type DeliveryPage, listDeliveries, passTime } from './support/calls.ts';
import { verifyInPython } from './support/python-verifier.ts';
import { type Receiver, startReceiver } from './support/receiver.ts';
import { createScene, type Scene } from './support/scene.ts';

let scene: Scene;
let receiver: Receiver;

before(async () => {
  scene = await createScene();
});
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await scene.worker.untilIdle();
  receiver.close();
  await scene.database.sql`update webhooks set is_active = false, deleted_at = now()`;
});
after(() => scene?.close());

const first = () => receiver.messages[0] ?? assert.fail('Nothing came.');

/** Lets the retry that is due be made. */
async function retry(webhookId: string): Promise<void> {
  await passTime(scene, webhookId);
  await scene.sweep();
  await scene.worker.untilIdle();
}

test('an event comes to the webhooks that asked for it, in the shape of the contract', async () => {
  const all = await createWebhook(scene, `${receiver.url}/all`);
  const some = await createWebhook(scene, receiver.url, { events: ['room_created', 'participant_joined'] });
  const other = await createWebhook(scene, receiver.url, { events: ['room_closed'] });
  const off = await createWebhook(scene, receiver.url);
  await scene.owner.call('PATCH', `/v1/webhooks/${off.id}`, { isActive: false });
  await scene.stranger.call('POST', '/v1/webhooks', { url: receiver.url });
  const at = new Date('2026-02-03T04:05:06.007Z');
  const data = { participant: { identity: 'änn' } };
  await scene.emit({ name: 'participant_joined', roomId: 'räum', meetingId: 'mtg', at, data });
  await scene.worker.untilIdle();
  assert.equal(receiver.messages.length, 2);
  const { id, ...event } = first().event;
  assert.deepEqual(event, {
    event: 'participant_joined',
    createdAt: '2026-02-03T04:05:06.007Z',
    roomId: 'räum',
    meetingId: 'mtg',
    data: { participant: { identity: 'änn' } },
  });
  for (const { headers } of receiver.messages) {
    assert.equal(headers['webhook-id'], id);
    assert.equal(headers['content-type'], 'application/json; charset=utf-8');
  }
  for (const { id: webhookId } of [all, some]) {
    const [delivery] = await listDeliveries(scene, webhookId);
    assert.ok(delivery);
    const { status, nextAttemptAt, attempts } = delivery;
    assert.deepEqual([status, nextAttemptAt, attempts.length], ['delivered', null, 1]);
    const { at: _, ms, ...attempt } = attempts[0] ?? assert.fail();
    assert.ok(ms >= 0 && ms < 5_000);
    assert.deepEqual(attempt, { statusCode: 204, responseBody: '', error: null });
  }
  for (const { id: webhookId } of [other, off]) assert.deepEqual(await listDeliveries(scene, webhookId), []);
});

test('the official libraries verify the signature, of generated and own secrets', async () => {
  for (const secret of [undefined, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']) {
    const webhook = await createWebhook(scene, receiver.url, secret ? { secret } : {});
    receiver.messages.length = 0;
    await scene.emit({ data: { room: { name: 'ünï 🎉' } } });
    await scene.worker.untilIdle();
    const { body, headers, event } = first();
    assert.deepEqual(new Webhook(webhook.secret).verify(body, headers), event);
    assert.deepEqual(await verifyInPython(webhook.secret, body, headers), event);
    const changed = await verifyInPython(webhook.secret, `${body} `, headers);
    assert.deepEqual(changed, { error: 'No matching signature found' });
    await scene.owner.call('DELETE', `/v1/webhooks/${webhook.id}`);
  }
});

test('both secrets sign for 24 hours after a rotation, then the new one alone', async () => {
  const { id, secret: old } = await createWebhook(scene, receiver.url);
  const rotated = await scene.owner.call<{ secret: string }>('POST', `/v1/webhooks/${id}/rotate-secret`);
  assert.equal(rotated.status, 200);
  assert.notEqual(rotated.body.secret, old);
  await scene.emit({});
  await scene.worker.untilIdle();
  const { body, headers } = first();
  assert.equal(headers['webhook-signature']?.split(' ').length, 2);
  for (const secret of [old, rotated.body.secret]) new Webhook(secret).verify(body, headers);
  await scene.database.sql`update webhooks set previous_secret_until = now() - interval '1 second' where id = ${id}`;
  await scene.emit({});
  await scene.worker.untilIdle();
  const last = receiver.messages[1];
  assert.ok(last);
  new Webhook(rotated.body.secret).verify(last.body, last.headers);
  assert.throws(() => new Webhook(old).verify(last.body, last.headers));
});

test('what fails is tried ten times in all, with the same bytes and id, and every try is kept', async () => {
  const { id } = await createWebhook(scene, receiver.url);
  receiver.answer = (response) => response.writeHead(500).end(`no\0 ${'x'.repeat(5_000)}`);
  await scene.emit({});
  await scene.worker.untilIdle();
  for (let tries = 1; tries < 10; tries += 1) {
    const [delivery] = await listDeliveries(scene, id);
    assert.deepEqual([delivery?.status, delivery?.attempts.length], ['pending', tries]);
    const nextAt = Date.parse(delivery?.nextAttemptAt ?? '');
    const [most, least] = [delivery?.attempts.at(-1)?.at ?? '', Date.now()].map((at) => (nextAt - new Date(at).getTime()) / 1_000);
    const wait = 5 * 3.3 ** (tries - 1);
    assert.ok(most && least && most > wait * 0.75 && least < wait * 1.25, `${tries}: ${most}, ${least}`);
    assert.deepEqual(await scene.sweep(), [], 'not due yet');
    await retry(id);
  }
  const [delivery] = await listDeliveries(scene, id);
  assert.deepEqual([delivery?.status, delivery?.attempts.length, delivery?.nextAttemptAt], ['failed', 10, null]);
  for (const { statusCode, responseBody } of delivery?.attempts ?? []) {
    assert.deepEqual([statusCode, responseBody], [500, `no\ufffd ${'x'.repeat(2_044)}`]);
  }
  assert.equal(receiver.messages.length, 10);
  assert.equal(new Set(receiver.messages.map(({ body }) => body)).size, 1);
  assert.equal(new Set(receiver.messages.map(({ headers }) => headers['webhook-id'])).size, 1);
  await retry(id);
  assert.equal(receiver.messages.length, 10);
});

test('a failure without an answer says why; a redirect is a failure', async () => {
  const { id } = await createWebhook(scene, 'http://127.0.0.1:1/');
  await scene.emit({});
  await scene.worker.untilIdle();
  await scene.owner.call('PATCH', `/v1/webhooks/${id}`, { url: receiver.url });
  receiver.answer = (response) => response.writeHead(302, { location: `${receiver.url}/elsewhere` }).end();
  await retry(id);
  const [delivery] = await listDeliveries(scene, id);
  assert.equal(delivery?.status, 'pending');
  assert.deepEqual(
    delivery?.attempts.map(({ statusCode, responseBody, error }) => [statusCode, responseBody, error]),
    [[null, null, 'The connection was refused.'], [302, '', null]],
  );
  assert.equal(receiver.messages.length, 1);
});

test('an address that was allowed when it was registered is refused when it is called', async () => {
  const { id } = await createWebhook(scene, receiver.url);
  const worker = scene.createWorker({ outgoing: createOutgoing({ allowPrivate: false }) });
  const usual = scene.worker;
  scene.worker = worker;
  await scene.emit({});
  await worker.untilIdle();
  scene.worker = usual;
  const [delivery] = await listDeliveries(scene, id);
  assert.match(delivery?.attempts[0]?.error ?? '', /not public/);
  assert.deepEqual(receiver.messages, []);
});

test('410 disables at once, and what was pending stops', async () => {
  const { id } = await createWebhook(scene, receiver.url);
  receiver.answer = (response) => response.writeHead(500).end();
  await scene.emit({ roomId: 'a' });
  await scene.worker.untilIdle();
  receiver.answer = (response) => response.writeHead(410).end();
  await scene.emit({ roomId: 'b' }, { roomId: 'b' }, { roomId: 'b' });
  await scene.worker.untilIdle();
  assert.equal(receiver.messages.length, 2);
  const { body } = await scene.owner.call('GET', `/v1/webhooks/${id}`);
  assert.deepEqual([body['isActive'], body['disabledReason']], [false, 'gone']);
  const deliveries = await listDeliveries(scene, id);
  assert.ok(deliveries.every(({ status, nextAttemptAt }) => status === 'failed' && nextAttemptAt === null));
  assert.deepEqual(deliveries.map(({ attempts }) => attempts.length), [0, 0, 1, 1]);
  const [row] = await scene.database.sql`select owner_to_tell_since from webhooks where id = ${id}`;
  assert.ok(row?.['owner_to_tell_since']);
  await scene.emit({ roomId: 'b' });
  assert.equal((await listDeliveries(scene, id)).length, 4);
  const redelivery = `/v1/webhooks/${id}/deliveries/${deliveries[0]?.deliveryId}/redeliver`;
  assert.equal((await scene.owner.call('POST', redelivery)).status, 409);
  const revived = await scene.owner.call('PATCH', `/v1/webhooks/${id}`, { isActive: true });
  assert.deepEqual([revived.body['isActive'], revived.body['disabledReason']], [true, null]);
  assert.deepEqual(await scene.sweep(), []);
  receiver.answer = (response) => response.writeHead(200).end();
  assert.equal((await scene.owner.call('POST', redelivery)).status, 202);
  await scene.worker.untilIdle();
  assert.equal((await listDeliveries(scene, id))[0]?.status, 'delivered');
});

test('nothing but failures for five days disables; one success starts the count anew', async () => {
  const { id } = await createWebhook(scene, receiver.url);
  const age = () => scene.database.sql`
    update webhooks set failing_since = failing_since - interval '5 days' where id = ${id}`;
  const read = async () => (await scene.owner.call('GET', `/v1/webhooks/${id}`)).body;
  const emit = async (status: number) => {
    receiver.answer = (response) => response.writeHead(status).end();
    await scene.emit({});
    await scene.worker.untilIdle();
  };
  await emit(500);
  await age();
  await emit(200);
  await emit(500);
  assert.equal((await read())['isActive'], true);
  await age();
  await emit(503);
  const { isActive, disabledReason } = await read();
  assert.deepEqual([isActive, disabledReason], [false, 'failing']);
  assert.ok((await listDeliveries(scene, id)).every(({ status }) => status !== 'pending'));
});

test('what a switched-off or deleted webhook still had to deliver is not delivered', async () => {
  receiver.answer = (response) => response.writeHead(500).end();
  const off = await createWebhook(scene, receiver.url);
  const gone = await createWebhook(scene, receiver.url);
  await scene.emit({});
  await scene.worker.untilIdle();
  await scene.owner.call('PATCH', `/v1/webhooks/${off.id}`, { isActive: false });
  await scene.owner.call('DELETE', `/v1/webhooks/${gone.id}`);
  assert.deepEqual((await listDeliveries(scene, off.id)).map(({ status }) => status), ['failed']);
  for (const { id } of [off, gone]) await retry(id);
  assert.equal(receiver.messages.length, 2);
});

test('a redelivery sends the same message with the same id, whatever became of it', async () => {
  const { id } = await createWebhook(scene, receiver.url);
  await scene.emit({});
  await scene.worker.untilIdle();
  const [delivery] = await listDeliveries(scene, id);
  const path = `/v1/webhooks/${id}/deliveries/${delivery?.deliveryId}/redeliver`;
  assert.equal((await scene.stranger.call('POST', path)).status, 404);
  assert.equal((await scene.owner.call('POST', `/v1/webhooks/${id}/deliveries/dl_x/redeliver`)).status, 404);
  receiver.answer = (response) => response.writeHead(503).end('busy');
  const answer = await scene.owner.call('POST', path);
  assert.deepEqual([answer.status, answer.body], [202, { deliveryId: delivery?.deliveryId, status: 'pending' }]);
  await scene.worker.untilIdle();
  const [again] = await listDeliveries(scene, id);
  assert.deepEqual([again?.status, again?.attempts.map(({ statusCode }) => statusCode)], ['pending', [204, 503]]);
  assert.equal(receiver.messages[0]?.body, receiver.messages[1]?.body);
  assert.equal(receiver.messages[0]?.headers['webhook-id'], receiver.messages[1]?.headers['webhook-id']);
});

test('an event that is relayed again makes no second delivery', async () => {
  const { id } = await createWebhook(scene, receiver.url);
  await scene.emit({ key: 'once' });
  await scene.emit({ key: 'once' });
  await scene.database.sql`update outbox set relayed_at = null where key = 'once'`;
  await scene.emit({});
  await scene.worker.untilIdle();
  assert.equal(receiver.messages.length, 2);
  assert.equal((await listDeliveries(scene, id)).length, 2);
});

test('deliveries come in pages, newest first', async () => {
  const { id } = await createWebhook(scene, receiver.url);
  await scene.emit(...Array.from({ length: 5 }, (_, i) => ({ data: { i } })));
  await scene.worker.untilIdle();
  const all = (await listDeliveries(scene, id)).map(({ deliveryId }) => deliveryId);
  const paged: string[] = [];
  let cursor = '';
  do {
    const path = `/v1/webhooks/${id}/deliveries?limit=2${cursor}`;
    const { body } = await scene.owner.call<DeliveryPage>('GET', path);
    paged.push(...body.deliveries.map(({ deliveryId }) => deliveryId));
    cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
  } while (cursor !== '');
  assert.deepEqual(paged, all);
  assert.equal(all.length, 5);
});
