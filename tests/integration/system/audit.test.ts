import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { buildApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config/index.ts';
import { encodeCursor } from '../../../src/core/pagination.ts';
import { createDeps } from '../../../src/deps.ts';
import { selectEntries } from '../../../src/http/audit/store.ts';
import { createKey, createWorkspace } from '../../../src/modules/accounts/index.ts';
import { toLivekitRoom } from '../../../src/platform/livekit/room-names.ts';
import { asParticipant, type Client, createClient, eventually } from '../../support/client.ts';
import { joinRoom } from '../../support/participants.ts';
import { startServerOn, type TestServer } from '../../support/server.ts';
import { startOwnStack } from '../../support/stack.ts';

interface Entry {
  id: string;
  actor: string;
  action: string;
  target: string | null;
  at: string;
  ip: string | null;
}
interface AuditPage {
  entries: Entry[];
  nextCursor: string | null;
}
interface Owner {
  client: Client;
  workspaceId: string;
  apiKey: string;
  actor: string;
}

/** One of its own, as a table of it is taken away for a moment. */
let stack: Awaited<ReturnType<typeof startOwnStack>>;
let server: TestServer;
let sql: postgres.Sql;

before(async () => {
  stack = await startOwnStack();
  server = await startServerOn(stack.env);
  sql = postgres(stack.env['DATABASE_URL'] ?? '', { max: 2, onnotice: () => {} });
});
after(async () => {
  await sql.end();
  await server.stop();
  await stack.stop();
});

/** A workspace in which nothing has happened yet. */
async function createOwner(): Promise<Owner> {
  const { workspaceId, apiKey } = await createWorkspace(drizzle(sql));
  const [key] = await sql`select id from api_keys where workspace_id = ${workspaceId}`;
  return { client: createClient(server, { 'x-api-key': apiKey }), workspaceId, apiKey, actor: `key:${key?.id}` };
}

async function readAudit({ client }: Pick<Owner, 'client'>, query = ''): Promise<AuditPage> {
  const { status, body } = await client.call<AuditPage>('GET', `/v1/audit${query}`);
  assert.equal(status, 200);
  return body;
}

const brief = ({ entries }: AuditPage) => entries.map(({ actor, action, target }) => [actor, action, target]);

test('says who made, changed and ended what, when and from where, the newest first', async () => {
  const owner = await createOwner();
  const { client, actor } = owner;
  const startedAt = Date.now();
  await client.call('POST', '/v1/rooms', { name: 'a/b ü' });
  await client.call('POST', `/v1/rooms/${encodeURIComponent('a/b ü')}/link`, { role: 'viewer' });
  await client.call('DELETE', `/v1/rooms/${encodeURIComponent('a/b ü')}`);
  const page = await readAudit(owner);
  assert.deepEqual(brief(page), [
    [actor, 'room.delete', 'a/b ü'],
    [actor, 'room-link.create', 'a/b ü'],
    [actor, 'room.create', 'a/b ü'],
  ]);
  assert.equal(page.nextCursor, null);
  for (const { id, at, ip } of page.entries) {
    assert.match(id, /^\d+$/);
    assert.match(at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.ok(Date.parse(at) >= startedAt - 1_000 && Date.parse(at) <= Date.now() + 1_000);
    assert.equal(ip, '127.0.0.1');
  }
});

test('a person is named by their credential, whatever the body says, and what they did by room and identity', async () => {
  const owner = await createOwner();
  const tokenOf = async (userId: string, role: string) => {
    const request = { roomId: 'people', userId, name: userId, role };
    return (await owner.client.call<{ token: string }>('POST', '/v1/token', request)).body.token;
  };
  await owner.client.call('POST', '/v1/rooms', { name: 'people' });
  const guest = await joinRoom(await tokenOf('guest', 'participant'), stack.env['LIVEKIT_URL'] ?? '');
  const host = asParticipant(server, await tokenOf('hanna', 'host'));
  const moderator = asParticipant(server, await tokenOf('mo', 'moderator'));
  const people = '/v1/rooms/people/participants';
  await eventually(async () => assert.equal((await owner.client.call('GET', `${people}/guest`)).status, 200), 5_000);

  const forged = { actor: 'key:other', identity: 'other', muted: true };
  const answers = [
    await moderator.call('POST', `${people}/guest/mute`, forged),
    await host.call('PATCH', `${people}/guest`, { role: 'viewer' }),
    await host.call('POST', '/v1/rooms/people/data', { payload: {} }),
    await host.call('POST', '/v1/rooms/people/mute-all', { except: ['hanna'] }),
    await host.call('DELETE', `${people}/guest`),
  ];
  await guest.leave();
  assert.deepEqual(answers.map(({ status }) => status), [204, 200, 204, 204, 204]);
  assert.deepEqual(brief(await readAudit(owner)), [
    ['participant:hanna', 'participant.remove', 'people/guest'],
    ['participant:hanna', 'room.mute-all', 'people'],
    ['participant:hanna', 'room.send-data', 'people'],
    ['participant:hanna', 'participant.update', 'people/guest'],
    ['participant:mo', 'participant.mute', 'people/guest'],
    [owner.actor, 'room.create', 'people'],
  ]);
});

test('what failed, what only reads and what is a token leaves no entry', async () => {
  const owner = await createOwner();
  const { client } = owner;
  const request = { roomId: 'r', userId: 'u', name: 'U', role: 'host' };
  const issued = await client.call<{ token: string }>('POST', '/v1/token', request);
  const readOnly = createClient(server, {
    'x-api-key': await createKey(drizzle(sql), owner.workspaceId, { scopes: ['rooms:read'] }),
  });
  const answers = [
    issued,
    await asParticipant(server, issued.body.token).call('POST', '/v1/token/refresh'),
    await client.call('GET', '/v1/rooms'),
    await client.call('POST', '/v1/rooms', { name: '' }),
    await readOnly.call('POST', '/v1/rooms', { name: 'r' }),
    await createClient(server, {}).call('POST', '/v1/rooms', { name: 'r' }),
    await client.call('DELETE', '/v1/rooms/nowhere'),
    await client.call('PATCH', '/v1/rooms/nowhere/participants/nobody', { role: 'viewer' }),
  ];
  assert.deepEqual(answers.map(({ status }) => status), [200, 200, 200, 400, 403, 401, 404, 404]);
  assert.deepEqual(await readAudit(owner), { entries: [], nextCursor: null });
});

test('a replayed answer is no second change', async () => {
  const owner = await createOwner();
  const send = () => owner.client.call('POST', '/v1/rooms/r/link', { role: 'viewer' }, { 'idempotency-key': 'once' });
  await send();
  assert.equal((await send()).headers.get('idempotency-replayed'), 'true');
  assert.deepEqual(brief(await readAudit(owner)), [[owner.actor, 'room-link.create', 'r']]);
});

test('the entry is there before the change, and outlives a process that is killed in between', async () => {
  const owner = await createOwner();
  const doomed = await startServerOn(stack.env);
  const release = await holdRoom(owner.workspaceId, 'held');
  const call = createClient(doomed, { 'x-api-key': owner.apiKey }).call('POST', '/v1/rooms', { name: 'held' });
  const failed = assert.rejects(call);
  const expected = [[owner.actor, 'room.create', 'held']];
  await eventually(async () => assert.deepEqual(brief(await readAudit(owner)), expected), 5_000);
  doomed.process.kill('SIGKILL');
  await once(doomed.process, 'exit');
  await failed;
  await release();
  assert.deepEqual(brief(await readAudit(owner)), expected);
});

/** Keeps calls that would open this room waiting in their handler until what it returns is called. */
async function holdRoom(workspaceId: string, roomId: string): Promise<() => Promise<void>> {
  const session = await sql.reserve();
  const name = toLivekitRoom(workspaceId, roomId);
  await session`select pg_advisory_lock(hashtextextended(${name}, 0))`;
  return async () => {
    await session`select pg_advisory_unlock(hashtextextended(${name}, 0))`;
    session.release();
  };
}

test('nothing is changed when the entry cannot be written', async () => {
  const owner = await createOwner();
  await sql`alter table audit_entries rename to audit_entries_away`;
  const answer = await owner.client.call('POST', '/v1/rooms', { name: 'unseen' }).finally(
    () => sql`alter table audit_entries_away rename to audit_entries`,
  );
  assert.equal(answer.status, 500);
  assert.equal((await owner.client.call('GET', '/v1/rooms/unseen')).status, 404);
  assert.deepEqual((await readAudit(owner)).entries, []);
});

test('what a call makes is named by the id in its answer, a packed one too', async () => {
  const owner = await createOwner();
  const deps = createDeps(readConfig({ ...server.env, LOG_LEVEL: 'silent' }));
  const app = await buildApp(deps);
  try {
    const access = { by: ['key'], audit: 'thing.create' } as const;
    const post = (url: string, payload: string, headers = {}) =>
      app.inject({ method: 'POST', url, headers: { 'x-api-key': owner.apiKey, ...headers }, payload });
    app.post('/things', { config: { access } }, async () => ({ id: 'thing_1', text: 'x'.repeat(20_000) }));
    app.post('/texts', { config: { access } }, async (_request, reply) => reply.type('text/plain').send('{no JSON'));
    const packed = await post('/things', '', { 'accept-encoding': 'gzip' });
    assert.deepEqual([packed.statusCode, packed.headers['content-encoding']], [200, 'gzip']);
    assert.deepEqual((await post('/texts', '')).payload, '{no JSON');
    assert.deepEqual(brief(await readAudit(owner)).map(([, ...rest]) => rest), [
      ['thing.create', null],
      ['thing.create', 'thing_1'],
    ]);
  } finally {
    await app.close();
    await deps.close();
  }
});

test('pages chain through every entry of the own workspace once', async () => {
  const [owner, stranger] = [await createOwner(), await createOwner()];
  for (const n of [1, 2, 3, 4, 5]) {
    await owner.client.call('POST', `/v1/rooms/room-${n}/link`, { role: 'viewer' });
    await stranger.client.call('POST', `/v1/rooms/strange-${n}/link`, { role: 'viewer' });
  }
  const first = await readAudit(owner, '?limit=2');
  await owner.client.call('POST', '/v1/rooms/meanwhile/link', { role: 'viewer' });
  const second = await readAudit(owner, `?limit=2&cursor=${first.nextCursor}`);
  const third = await readAudit(owner, `?limit=2&cursor=${second.nextCursor}`);
  const targets = [first, second, third].map(({ entries }) => entries.map(({ target }) => target));
  assert.deepEqual(targets, [['room-5', 'room-4'], ['room-3', 'room-2'], ['room-1']]);
  assert.equal(third.nextCursor, null);
});

test('is for keys with the scope, and a cursor of nobody is a 400', async () => {
  const { client, workspaceId } = await createOwner();
  const withScopes = async (scopes: string[]) =>
    createClient(server, { 'x-api-key': await createKey(drizzle(sql), workspaceId, { scopes }) });
  assert.equal((await (await withScopes(['audit:read'])).call('GET', '/v1/audit')).status, 200);
  const refused = await (await withScopes(['rooms:read', 'rooms:write', 'tokens:write'])).call('GET', '/v1/audit');
  assert.deepEqual([refused.status, refused.body.code], [403, 'missing-scope']);
  for (const key of ['', 'x', '-1', '1.5', '9'.repeat(30), "1' or '1"]) {
    const { status, body } = await client.call('GET', `/v1/audit?cursor=${encodeCursor([key])}`);
    assert.deepEqual([status, body.code], [400, 'validation'], key);
  }
});

/** They read and write nothing, and are the most frequent calls there are. */
const unaudited = ['createToken', 'refreshToken'];

test('every operation that changes something is audited', async () => {
  interface Described {
    operationId: string;
    'x-callers': string[];
    'x-audit'?: string;
  }
  const document = await createClient(server, {}).call<{ paths: Record<string, Record<string, Described>> }>('GET', '/openapi.json');
  const credentials = new Set(['key', 'host', 'moderator', 'participant']);
  const changing = Object.values(document.body.paths)
    .flatMap((methods) => Object.entries(methods))
    .filter(([method, operation]) => method !== 'get' && operation['x-callers'].some((caller) => credentials.has(caller)))
    .map(([, operation]) => operation);
  assert.ok(changing.length >= 10, 'The document is not empty.');
  const missing = changing.filter((operation) => operation['x-audit'] === undefined).map(({ operationId }) => operationId);
  assert.deepEqual(missing.toSorted(), unaudited, "name the change in the route's access: audit: '<thing>.<verb>'");
  const names = changing.flatMap((operation) => operation['x-audit'] ?? []);
  for (const name of names) assert.match(name, /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
  assert.equal(new Set(names).size, names.length, 'Each change has a name of its own.');
});

interface PlanNode {
  'Node Type': string;
  'Scan Direction'?: string;
  'Rows Removed by Filter'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
}

test('any page of 200,000 entries is read off the index, without sorting or passing over others', async (t) => {
  // The first fifth belongs to a workspace that has done nothing since.
  await sql`
    insert into audit_entries (workspace_id, actor, action, target, ip)
    select case when n <= 40000 then 'ws_quiet' else 'ws_' || n % 4 end, 'key:key_1', 'room.create', 'room ' || n, '127.0.0.1'
    from generate_series(1, 200000) n`;
  await sql`vacuum analyze audit_entries`;
  const [{ deep } = { deep: 0n }] = await sql<{ deep: bigint }[]>`
    select min(id) + 2000 as deep from audit_entries where workspace_id = 'ws_1'`;
  const pages = [['ws_1', null], ['ws_1', BigInt(deep)], ['ws_quiet', null]] as const;
  const times = [];
  for (const [workspaceId, below] of pages) {
    checkPlan(await explain(workspaceId, below));
    times.push(await measure(workspaceId, below));
  }
  const [first = 0, ...others] = times;
  t.diagnostic(`median ms of the first page, a deep one, a quiet workspace's: ${times.map((ms) => ms.toFixed(2)).join(', ')}`);
  for (const time of others) assert.ok(time < first * 3 + 25, `${time} ms, but the first page takes ${first} ms`);
});

const limit = 51;

async function explain(workspaceId: string, below: bigint | null): Promise<PlanNode> {
  const query = selectEntries(drizzle(sql), workspaceId, limit, below).toSQL();
  const [row] = await sql.unsafe(`explain (analyze, buffers, format json) ${query.sql}`, query.params as string[]);
  return row?.['QUERY PLAN'][0].Plan as PlanNode;
}

function checkPlan(root: PlanNode): void {
  const [scan, ...more] = root.Plans ?? [];
  assert.deepEqual([root['Node Type'], scan?.['Node Type'], more.length], ['Limit', 'Index Scan', 0]);
  assert.deepEqual([scan?.['Scan Direction'], scan?.Plans], ['Backward', undefined]);
  assert.equal(scan?.['Rows Removed by Filter'], undefined);
  const blocks = root['Shared Hit Blocks'] + root['Shared Read Blocks'];
  assert.ok(blocks <= limit + 10, `${blocks} blocks were read for ${limit} entries.`);
}

async function measure(workspaceId: string, below: bigint | null): Promise<number> {
  const db = drizzle(sql);
  const times = [];
  for (let run = 0; run < 25; run += 1) {
    const startedAt = performance.now();
    const rows = await selectEntries(db, workspaceId, limit, below);
    times.push(performance.now() - startedAt);
    assert.equal(rows.length, limit);
  }
  return times.toSorted((a, b) => a - b)[12] ?? 0;
}
