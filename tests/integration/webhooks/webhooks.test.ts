import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { createKey, createWorkspace } from '../../../src/modules/accounts/index.ts';
import { createOutgoing } from '../../../src/platform/outgoing/client.ts';
import { type Receiver, startReceiver } from './support/receiver.ts';
import { createScene, type Scene } from './support/scene.ts';

interface WebhookPage {
  webhooks: { id: string; secret: string }[];
  nextCursor: string | null;
}

let scene: Scene;
let receiver: Receiver;

before(async () => {
  scene = await createScene();
  receiver = await startReceiver();
});
after(async () => {
  receiver?.close();
  await scene?.close();
});

/** Every call about one webhook, with a body that it accepts. */
const calls: [method: string, suffix: string, body?: Record<string, unknown>][] = [
  ['GET', ''],
  ['PATCH', '', { isActive: false }],
  ['DELETE', ''],
  ['GET', '/deliveries'],
  ['POST', '/test'],
  ['POST', '/rotate-secret'],
  ['POST', '/deliveries/dl_x/redeliver'],
];

/** What a guard refuses; the unit tests of platform/outgoing have all notations. */
const privateUrls = [
  ...['https://127.0.0.1/', 'https://0x7f.1/', 'https://2130706433/', 'https://[::ffff:127.0.0.1]/'],
  ...['https://localhost/', 'https://169.254.169.254/', 'https://100.64.0.1/'],
];

async function create(settings: Record<string, unknown> = {}): Promise<Record<string, string>> {
  const body = { url: receiver.url, events: ['room_closed'], ...settings };
  return (await scene.owner.call<Record<string, string>>('POST', '/v1/webhooks', body)).body;
}

test('a webhook is created, read, changed and deleted; its secret is shown once', async () => {
  const { status, body } = await scene.owner.call('POST', '/v1/webhooks', { url: receiver.url });
  assert.equal(status, 201);
  const { id, secret, createdAt, ...rest } = body;
  assert.match(String(secret), /^whsec_[A-Za-z0-9+/]{43}=$/);
  assert.match(String(createdAt), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.deepEqual(rest, { url: receiver.url, events: ['*'], isActive: true, disabledReason: null });
  const path = `/v1/webhooks/${id}`;
  assert.deepEqual((await scene.owner.call('GET', path)).body, { ...body, secret: '***' });
  const change = { url: `${receiver.url}?2`, events: ['room_created', 'balance_low'], isActive: false };
  const changed = await scene.owner.call('PATCH', path, change);
  assert.deepEqual([changed.status, changed.body], [200, { ...body, ...change, secret: '***' }]);
  assert.deepEqual((await scene.owner.call('PATCH', path, {})).body, changed.body);
  const deleted = await scene.owner.call('DELETE', path);
  assert.deepEqual([deleted.status, deleted.body], [204, '']);
  for (const [method, suffix, input] of calls) {
    const answer = await scene.owner.call(method, path + suffix, input);
    assert.deepEqual([answer.status, answer.body['code']], [404, 'not-found'], `${method} ${suffix}`);
  }
});

test("another workspace's webhook is not found by any call", async () => {
  const { id } = await create();
  for (const [method, suffix, input] of calls) {
    const { status } = await scene.stranger.call(method, `/v1/webhooks/${id}${suffix}`, input);
    assert.equal(status, 404, `${method} ${suffix}`);
  }
  assert.deepEqual((await scene.stranger.call('GET', '/v1/webhooks')).body, { webhooks: [], nextCursor: null });
  assert.equal((await scene.owner.call('GET', `/v1/webhooks/${id}`)).body['isActive'], true);
});

test('what is wrong is refused', async () => {
  const bodies: Record<string, unknown>[] = [
    {},
    { url: 'not a url' },
    { url: 'ftp://example.com/' },
    { url: 'https://' },
    { url: 'https://exa mple.com' },
    { url: receiver.url, events: [] },
    { url: receiver.url, events: ['room_exploded'] },
    { url: receiver.url, events: 'room_created' },
    { url: receiver.url, secret: '' },
    { url: receiver.url, secret: 7 },
  ];
  for (const body of bodies) {
    const answer = await scene.owner.call('POST', '/v1/webhooks', body);
    assert.deepEqual([answer.status, answer.body['code']], [400, 'validation'], JSON.stringify(body));
  }
  const { id } = await create();
  assert.equal((await scene.owner.call('PATCH', `/v1/webhooks/${id}`, { events: ['nope'] })).status, 400);
  assert.equal((await scene.owner.call('PATCH', `/v1/webhooks/${id}`, { url: 'ftp://a.example' })).status, 400);
  assert.equal((await scene.owner.call('GET', `/v1/webhooks/${id}/deliveries?cursor=bm8`)).status, 400);
});

test('private targets and, where it is required, plain http are refused at registration and change', async () => {
  const guarded = await scene.serve({ outgoing: createOutgoing({ allowPrivate: false }), requireHttps: true });
  const { id } = await create();
  for (const url of ['http://example.com/', ...privateUrls]) {
    const created = await guarded.call<{ errors: { path: string }[] }>('POST', '/v1/webhooks', { url });
    assert.deepEqual([created.status, created.body.errors[0]?.path], [400, '/url'], url);
    assert.equal((await guarded.call('PATCH', `/v1/webhooks/${id}`, { url })).status, 400, url);
  }
  const allowed = { url: 'https://8.8.8.8/', events: ['balance_low'] };
  assert.equal((await guarded.call('POST', '/v1/webhooks', allowed)).status, 201);
});

test('a target that becomes private after its registration is not called', async () => {
  const answers = [['8.8.8.8'], ['127.0.0.1']];
  const outgoing = createOutgoing({ allowPrivate: false, resolve: async () => answers.shift() ?? [] });
  const guarded = await scene.serve({ outgoing });
  const url = `http://rebind.example:${new URL(receiver.url).port}/`;
  const { body, status } = await guarded.call('POST', '/v1/webhooks', { url, events: ['balance_low'] });
  assert.equal(status, 201);
  const seen = receiver.messages.length;
  const tested = await guarded.call('POST', `/v1/webhooks/${body['id']}/test`);
  assert.deepEqual(tested.body, { delivered: false, statusCode: null });
  assert.equal(receiver.messages.length, seen);
});

test('the list comes in pages, without the deleted', async () => {
  const { apiKey } = await createWorkspace(scene.database.db);
  const credential = { 'x-api-key': apiKey };
  const ids: unknown[] = [];
  for (let i = 0; i < 5; i += 1) {
    ids.push((await scene.owner.call('POST', '/v1/webhooks', { url: receiver.url }, credential)).body['id']);
  }
  await scene.owner.call('DELETE', `/v1/webhooks/${ids[1]}`, undefined, credential);
  const seen: unknown[] = [];
  let cursor = '';
  do {
    const path = `/v1/webhooks?limit=2${cursor}`;
    const { body } = await scene.owner.call<WebhookPage>('GET', path, undefined, credential);
    assert.ok(body.webhooks.every(({ secret }) => secret === '***'));
    seen.push(...body.webhooks.map(({ id }) => id));
    cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
  } while (cursor !== '');
  assert.deepEqual(seen, ids.filter((_, i) => i !== 1));
});

test('scopes', async () => {
  const reader = { 'x-api-key': await createKey(scene.database.db, scene.workspaceId, { scopes: ['webhooks:read'] }) };
  assert.equal((await scene.owner.call('GET', '/v1/webhooks', undefined, reader)).status, 200);
  const refused = await scene.owner.call('POST', '/v1/webhooks', { url: receiver.url }, reader);
  assert.deepEqual([refused.status, refused.body['code']], [403, 'missing-scope']);
});

test('creating is idempotent, and the replay shows the secret again', async () => {
  const body = { url: receiver.url, events: ['balance_low'] };
  const [first, second] = [
    await scene.owner.call('POST', '/v1/webhooks', body, { 'idempotency-key': 'once' }),
    await scene.owner.call('POST', '/v1/webhooks', body, { 'idempotency-key': 'once' }),
  ];
  assert.equal(second.headers.get('idempotency-replayed'), 'true');
  assert.deepEqual(second.body, first.body);
});

test('secrets are encrypted where they are kept', async () => {
  const { id, secret } = await create({ secret: 'a secret of my own' });
  assert.equal(secret, 'a secret of my own');
  const { body } = await scene.owner.call('POST', `/v1/webhooks/${id}/rotate-secret`);
  const [row] = await scene.database.sql`select secret, previous_secret from webhooks where id = ${id ?? ''}`;
  assert.ok(row && ![secret, body['secret']].some((each) => JSON.stringify(row).includes(String(each))));
});

test('the test call posts a signed event and tells how it was answered', async () => {
  const { id, secret } = await create();
  const path = `/v1/webhooks/${id}/test`;
  assert.deepEqual((await scene.owner.call('POST', path)).body, { delivered: true, statusCode: 204 });
  const message = receiver.messages.at(-1);
  assert.ok(message);
  assert.deepEqual(new Webhook(secret ?? '').verify(message.body, message.headers), message.event);
  const { id: eventId, createdAt: _, ...rest } = message.event;
  assert.equal(message.headers['webhook-id'], eventId);
  assert.deepEqual(rest, { event: 'test', roomId: null, meetingId: null, data: {} });
  for (const status of [302, 400, 500]) {
    receiver.answer = (response) => response.writeHead(status, { location: receiver.url }).end();
    assert.deepEqual((await scene.owner.call('POST', path)).body, { delivered: false, statusCode: status });
  }
  receiver.answer = (response) => response.writeHead(204).end();
  await scene.owner.call('PATCH', `/v1/webhooks/${id}`, { url: 'http://127.0.0.1:1/' });
  assert.deepEqual((await scene.owner.call('POST', path)).body, { delivered: false, statusCode: null });
  assert.deepEqual((await scene.owner.call('GET', `/v1/webhooks/${id}/deliveries`)).body['deliveries'], []);
});
