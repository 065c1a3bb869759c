import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashSecret } from '../../../src/core/hash-secret.ts';
import { type Client, createClient, eventually } from '../../support/client.ts';
import { useServerAndDatabase } from '../../support/server-and-database.ts';
import { startServerOn, type TestServer } from '../../support/server.ts';
import { type Person, registerPerson } from './support/people.ts';

const { server, sql } = await useServerAndDatabase();

interface Key {
  id: string;
  key: string;
  prefix: string;
  label: string;
  scopes: string[] | null;
  expiresAt: string | null;
  isActive: boolean;
  lastUsedAt: string | null;
  createdAt: string;
}

const withKey = (key: string, at: TestServer = server) => createClient(at, { 'x-api-key': key });
const ownKey = ({ apiKey }: Person) => withKey(apiKey);
const listKeys = async (client: Client) => (await client.call<{ keys: Key[]; nextCursor: string | null }>('GET', '/v1/keys')).body.keys;
const soon = () => new Date(Date.now() + 3_600_000).toISOString();

test('a key is made, listed without its secret, used, and revoked everywhere within a second', async () => {
  const other = await startServerOn(server.env);
  try {
    const person = await registerPerson(server);
    const expiresAt = soon();
    const made = await person.browser.call<Key>('POST', '/v1/keys', { label: 'CI', scopes: ['rooms:read'], expiresAt });
    assert.equal(made.status, 201);
    const { key, ...view } = made.body;
    assert.match(key, /^mk_[a-z0-9]{40}$/);
    const { id, createdAt, ...rest } = view;
    assert.deepEqual(rest, { prefix: key.slice(0, 9), label: 'CI', scopes: ['rooms:read'], expiresAt, isActive: true, lastUsedAt: null });
    assert.match(createdAt, /Z$/);

    const [here, there] = [withKey(key), withKey(key, other)];
    for (const client of [here, there]) assert.equal((await client.call('GET', '/v1/rooms')).status, 200);
    assert.deepEqual((await here.call('POST', '/v1/rooms', { name: 'r' })).body.code, 'missing-scope');
    const listed = await listKeys(person.browser);
    assert.deepEqual(listed.map(({ label }) => label), ['First key', 'CI']);
    assert.ok(!JSON.stringify(listed).includes(key));
    assert.ok(Date.now() - Date.parse(listed[1]?.lastUsedAt ?? '') < 10_000);

    assert.equal((await person.browser.call('DELETE', `/v1/keys/${id}`)).status, 204);
    assert.equal((await here.call('GET', '/v1/rooms')).status, 401, 'here at once');
    await eventually(async () => assert.equal((await there.call('GET', '/v1/rooms')).status, 401), 1_000, 20);
    assert.equal((await person.browser.call('DELETE', `/v1/keys/${id}`)).status, 404);
    assert.deepEqual((await listKeys(person.browser)).map(({ label }) => label), ['First key']);
  } finally {
    await other.stop();
  }
});

test('a key never makes one that may more or lasts longer', async () => {
  const person = await registerPerson(server);
  const expiresAt = soon();
  const { body: maker } = await person.browser.call<Key>('POST', '/v1/keys', { scopes: ['keys:write', 'keys:read', 'rooms:read'], expiresAt });
  const make = (body: object) => withKey(maker.key).call<Key & { code: string }>('POST', '/v1/keys', body);
  const same = await make({});
  assert.deepEqual([same.status, same.body.scopes, same.body.expiresAt], [201, maker.scopes, expiresAt]);
  assert.deepEqual((await make({ scopes: ['rooms:read'] })).body.scopes, ['rooms:read']);
  const bad: [object, number, string][] = [
    [{ scopes: ['rooms:read', 'rooms:write'] }, 403, 'missing-scope'],
    [{ scopes: ['everything'] }, 400, 'validation'],
    [{ scopes: [] }, 400, 'validation'],
    [{ expiresAt: new Date(Date.parse(expiresAt) + 1).toISOString() }, 403, 'forbidden'],
    [{ expiresAt: '2001-01-01T00:00:00Z' }, 400, 'validation'],
    [{ expiresAt: 'tomorrow' }, 400, 'validation'],
  ];
  for (const [body, status, code] of bad) {
    const answer = await make(body);
    assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(body));
  }
  const { body: reader } = await person.browser.call<Key>('POST', '/v1/keys', { scopes: ['rooms:read'] });
  assert.equal((await withKey(reader.key).call('POST', '/v1/keys', {})).body.code, 'missing-scope');
});

test('an expired key is refused, and listed as not active', async () => {
  const person = await registerPerson(server);
  const { body } = await person.browser.call<Key>('POST', '/v1/keys', { label: 'brief', expiresAt: soon() });
  assert.equal((await withKey(body.key).call('GET', '/v1/rooms')).status, 200);
  await sql`update api_keys set expires_at = now() where id = ${body.id}`;
  await eventually(async () => assert.equal((await withKey(body.key).call('GET', '/v1/rooms')).status, 401), 2_000);
  assert.deepEqual((await listKeys(person.browser)).map(({ label, isActive }) => [label, isActive]), [['First key', true], ['brief', false]]);
});

test('a key replaces itself, a session any key of its workspace; the old one ends at once', async () => {
  const person = await registerPerson(server);
  const expiresAt = soon();
  const { body: narrow } = await person.browser.call<Key>('POST', '/v1/keys', { label: 'N', scopes: ['keys:write', 'rooms:read'], expiresAt });
  const rotated = await withKey(narrow.key).call<{ apiKey: string }>('POST', '/v1/keys/rotate');
  assert.equal(rotated.status, 200);
  assert.equal((await withKey(narrow.key).call('GET', '/v1/rooms')).status, 401);
  assert.equal((await withKey(rotated.body.apiKey).call('GET', '/v1/rooms')).status, 200);
  const kept = (await listKeys(person.browser)).find(({ label }) => label === 'N');
  assert.deepEqual([kept?.scopes, kept?.expiresAt], [narrow.scopes, expiresAt], 'with the same powers');

  const [first] = await listKeys(person.browser);
  assert.equal((await withKey(rotated.body.apiKey).call('POST', '/v1/keys/rotate', { id: first?.id })).status, 403);
  assert.equal((await person.browser.call('POST', '/v1/keys/rotate')).status, 400);
  const twice = await Promise.all([1, 2].map(() => person.browser.call('POST', '/v1/keys/rotate', { id: first?.id })));
  assert.deepEqual(twice.map(({ status }) => status).toSorted(), [200, 404]);
  assert.equal((await ownKey(person).call('GET', '/v1/rooms')).status, 401);
  assert.equal((await listKeys(person.browser)).length, 2);
});

test("another workspace's keys are not found, and PLENUM_API_KEY ends by the environment only", async () => {
  const [ada, bob] = await Promise.all([registerPerson(server), registerPerson(server)]);
  const [key] = await listKeys(ada.browser);
  assert.equal((await bob.browser.call('DELETE', `/v1/keys/${key?.id}`)).status, 404);
  assert.equal((await bob.browser.call('POST', '/v1/keys/rotate', { id: key?.id })).status, 404);
  const environment = createClient(server);
  const own = (await listKeys(environment)).find(({ label }) => label === 'PLENUM_API_KEY');
  for (const [method, path, body] of [['DELETE', `/v1/keys/${own?.id}`, undefined], ['POST', '/v1/keys/rotate', {}]] as const) {
    const answer = await environment.call(method, path, body);
    assert.deepEqual([answer.status, answer.body.code], [409, 'conflict']);
  }
  assert.equal((await environment.call('GET', '/v1/rooms')).status, 200);
});

test('PLENUM_API_KEY can be ended once it is taken out of the environment', async () => {
  const { PLENUM_API_KEY: _, ...env } = server.env;
  const without = await startServerOn(env);
  const secret = `mk_${'e'.repeat(20)}${crypto.randomUUID()}`;
  try {
    // As a start would have left it that had another key.
    const [row] = await sql`
      insert into api_keys (id, workspace_id, hash, prefix, label, is_from_environment)
      select ${`key_${crypto.randomUUID()}`}, workspace_id, ${hashSecret(secret)}, 'mk_', 'former', true
      from api_keys where label = 'PLENUM_API_KEY' limit 1 returning id`;
    const former = createClient({ ...without, apiKey: secret });
    assert.equal((await former.call('DELETE', `/v1/keys/${row?.['id']}`)).status, 204);
    assert.equal((await former.call('GET', '/v1/rooms')).status, 401);
  } finally {
    await without.stop();
  }
});

test('a time that is none is a 400', async () => {
  const person = await registerPerson(server);
  for (const expiresAt of ['2030-01-01T00:00:00+05', '2030-12-31T23:59:60Z', 'tomorrow', '']) {
    const answer = await person.browser.call('POST', '/v1/keys', { expiresAt });
    assert.deepEqual([answer.status, answer.body.code], [400, 'validation'], expiresAt);
  }
});

test('an answer with a secret is replayed to the same powers alone, and lists come in pages', async () => {
  const person = await registerPerson(server);
  const again = { 'idempotency-key': crypto.randomUUID() };
  const first = await person.browser.call<Key>('POST', '/v1/keys', { label: 'once' }, again);
  const second = await ownKey(person).call<Key>('POST', '/v1/keys', { label: 'once' }, again);
  assert.deepEqual([second.status, second.body.key], [201, first.body.key]);
  const { body: narrow } = await person.browser.call<Key>('POST', '/v1/keys', { scopes: ['keys:write'] });
  const spy = await withKey(narrow.key).call('POST', '/v1/keys', { label: 'once' }, again);
  assert.deepEqual([spy.status, spy.body.code], [422, 'idempotency-mismatch']);
  const page = await person.browser.call<{ keys: Key[]; nextCursor: string }>('GET', '/v1/keys?limit=2');
  const rest = await person.browser.call<{ keys: Key[]; nextCursor: null }>('GET', `/v1/keys?limit=2&cursor=${page.body.nextCursor}`);
  assert.deepEqual([page.body.keys.length, rest.body.keys.length, rest.body.nextCursor], [2, 1, null]);
  const { body } = await person.browser.call<{ entries: { action: string }[] }>('GET', '/v1/audit');
  assert.equal(body.entries.filter(({ action }) => action === 'key.create').length, 2);
});
