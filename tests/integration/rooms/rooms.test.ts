import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createKey, createWorkspace } from '../../../src/modules/accounts/index.ts';
import { connectDatabase, type DatabaseClient } from '../../../src/platform/db/client.ts';
import { type Client, createClient } from '../../support/client.ts';
import { startServer, startServerOn, type TestServer } from '../../support/server.ts';

let server: TestServer;
let database: DatabaseClient;
let owner: Client;
let workspaceId: string;

before(async () => {
  server = await startServer();
  database = connectDatabase(server.env.DATABASE_URL ?? '');
  const workspace = await createWorkspace(database.db);
  workspaceId = workspace.workspaceId;
  owner = createClient(server, { 'x-api-key': workspace.apiKey });
});
after(async () => {
  await database.close();
  await server.stop();
});

test('a room is made once and stays as it was', async () => {
  const first = await owner.call('POST', '/v1/rooms', { name: 'weekly', maxParticipants: 3, emptyTimeout: 900, metadata: '{"a":1}' });
  assert.equal(first.status, 201);
  assert.match(String(first.body.sid), /^RM_/);
  const { name, maxParticipants, emptyTimeout, metadata, numParticipants } = first.body;
  assert.deepEqual([name, maxParticipants, emptyTimeout, metadata, numParticipants], ['weekly', 3, 900, '{"a":1}', 0]);
  const again = await owner.call('POST', '/v1/rooms', { name: 'weekly', maxParticipants: 50, metadata: 'other' });
  assert.equal(again.status, 200);
  assert.deepEqual(again.body, first.body);
  assert.deepEqual((await owner.call('GET', '/v1/rooms/weekly')).body, first.body);
});

test('fifty callers of one name over two processes make one room', async () => {
  const other = await startServerOn(server.env);
  try {
    const key = await createKey(database.db, workspaceId);
    const callers = [owner, createClient(other, { 'x-api-key': key })];
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => callers[i % 2]?.call('POST', '/v1/rooms', { name: 'race' })));
    assert.equal(answers.filter((answer) => answer?.status === 201).length, 1);
    assert.equal(answers.filter((answer) => answer?.status === 200).length, 49);
    assert.equal(new Set(answers.map((answer) => answer?.body.sid)).size, 1);
  } finally {
    await other.stop();
  }
});

test('names of any kind work in bodies and paths', async () => {
  const names = ['a/b?c#d', 'ünï çødé', '会議 🎉', 'ws_other:room', '%41', '..', ' x ', '🎉'.repeat(128)];
  for (const name of names) {
    assert.equal((await owner.call('POST', '/v1/rooms', { name })).status, 201, name);
    const path = `/v1/rooms/${encodeURIComponent(name).replaceAll('.', '%2E')}`;
    if (name !== '..') assert.equal((await owner.call('GET', path)).body.name, name);
  }
  for (const name of ['', 'x'.repeat(129), 'a\u0000b', 'line\nbreak', '\u009f', '\ud800']) {
    assert.equal((await owner.call('POST', '/v1/rooms', { name })).status, 400, JSON.stringify(name));
  }
});

test('the list comes in pages, each room once', async () => {
  const { apiKey } = await createWorkspace(database.db);
  const lister = createClient(server, { 'x-api-key': apiKey });
  const made = Array.from({ length: 7 }, (_, i) => `room-${i}`);
  await Promise.all(made.map((name) => lister.call('POST', '/v1/rooms', { name })));
  const seen: unknown[] = [];
  let cursor: unknown = null;
  do {
    const query = cursor === null ? '' : `&cursor=${cursor}`;
    const { body } = await lister.call<{ rooms: { name: string }[]; nextCursor: string | null }>('GET', `/v1/rooms?limit=3${query}`);
    assert.ok(body.rooms.length <= 3);
    seen.push(...body.rooms.map(({ name }) => name));
    cursor = body.nextCursor;
  } while (cursor !== null);
  assert.deepEqual(seen, made);
});

test("another workspace may use the same name, and sees neither room nor people of the first one's", async () => {
  const { apiKey } = await createWorkspace(database.db);
  const stranger = createClient(server, { 'x-api-key': apiKey });
  await owner.call('POST', '/v1/rooms', { name: 'mine', metadata: 'owner' });
  assert.equal((await stranger.call('GET', '/v1/rooms/mine')).status, 404);
  assert.deepEqual((await stranger.call('GET', '/v1/rooms')).body.rooms, []);
  assert.equal((await stranger.call('DELETE', '/v1/rooms/mine')).status, 404);
  assert.equal((await stranger.call('POST', '/v1/rooms', { name: 'mine' })).status, 201);
  assert.equal((await stranger.call('DELETE', '/v1/rooms/mine')).status, 204);
  assert.equal((await owner.call('GET', '/v1/rooms/mine')).body.metadata, 'owner');
});

test('a deleted room is gone, and its name is free again', async () => {
  await owner.call('POST', '/v1/rooms', { name: 'short' });
  assert.equal((await owner.call('DELETE', '/v1/rooms/short')).status, 204);
  assert.equal((await owner.call('GET', '/v1/rooms/short')).status, 404);
  assert.equal((await owner.call('DELETE', '/v1/rooms/short')).status, 404);
  assert.equal((await owner.call('POST', '/v1/rooms', { name: 'short' })).status, 201);
});

test('a key without the scope is told which one it lacks; an expired or revoked one is a 401', async () => {
  const reader = createClient(server, { 'x-api-key': await createKey(database.db, workspaceId, { scopes: ['rooms:read'] }) });
  assert.equal((await reader.call('GET', '/v1/rooms')).status, 200);
  const refused = await reader.call('POST', '/v1/rooms', { name: 'x' });
  assert.deepEqual([refused.status, refused.body.code], [403, 'missing-scope']);
  const expired = await createKey(database.db, workspaceId, { expiresAt: new Date(Date.now() - 1_000) });
  assert.equal((await createClient(server, { 'x-api-key': expired }).call('GET', '/v1/rooms')).status, 401);
});

test('a revoked key is refused within a second', async () => {
  const key = await createKey(database.db, workspaceId);
  const client = createClient(server, { 'x-api-key': key });
  assert.equal((await client.call('GET', '/v1/rooms')).status, 200);
  await database.sql`update api_keys set revoked_at = now() where prefix = ${key.slice(0, 9)}`;
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  assert.equal((await client.call('GET', '/v1/rooms')).status, 401);
});
