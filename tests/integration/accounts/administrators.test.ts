import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import postgres from 'postgres';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { createClient } from '../../support/client.ts';
import { startServerOn, startWorkerOn, type TestServer } from '../../support/server.ts';
import { startOwnStack } from '../../support/stack.ts';
import { browserOf, nobody, password, registerPerson, sessionIn } from './support/people.ts';

/** Servers of its own: there is one first administrator. */
let stack: LocalServers;
let sql: postgres.Sql;

before(async () => {
  stack = await startOwnStack();
  sql = postgres(stack.env.DATABASE_URL ?? '', { max: 1 });
});
after(async () => {
  await sql.end();
  await stack.stop();
});

const admin = { ADMIN_EMAIL: 'Root@Example.com', ADMIN_PASSWORD: 'the first password' };
const logIn = (server: TestServer, secret: string, email = admin.ADMIN_EMAIL) =>
  nobody(server).call('POST', '/v1/auth/login', { email, password: secret });

async function withServer<T>(settings: Record<string, string>, use: (server: TestServer) => Promise<T>): Promise<T> {
  const server = await startServerOn(stack.env, settings);
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

test('processes that start at once make one administrator, who owns the workspace of PLENUM_API_KEY', async () => {
  const started = await Promise.all([startServerOn(stack.env, admin), startServerOn(stack.env, admin), startWorkerOn(stack.env, admin)]);
  const [server] = started;
  try {
    assert.equal((await sql`select 1 from accounts`).length, 1);
    const { status, headers, body } = await logIn(server, admin.ADMIN_PASSWORD);
    assert.deepEqual([status, body.isAdmin, body.email], [200, true, admin.ADMIN_EMAIL]);
    const browser = browserOf(server, sessionIn(headers));
    await createClient(server).call('POST', '/v1/rooms', { name: 'first' });
    assert.equal((await browser.call('GET', '/v1/rooms/first')).status, 200);
    assert.equal((await createClient(server).call('GET', '/v1/auth/me')).body.id, body.id, 'the key of the environment is theirs');
    const { isAdmin } = (await registerPerson(server)) as unknown as { isAdmin?: boolean };
    assert.ok(!isAdmin);
    const owner = await registerPerson(server, { accountType: 'company', companyName: 'Acme' });
    assert.equal((await browser.call('POST', '/v1/company/join', { inviteCode: owner.inviteCode })).status, 409, 'stays with the key');
  } finally {
    await Promise.all(started.map((one) => one.stop()));
  }
});

test('accounts are listed for an administrator and the key of the environment alone', async () => {
  await withServer(admin, async (server) => {
    const person = await registerPerson(server);
    const browser = browserOf(server, sessionIn((await logIn(server, admin.ADMIN_PASSWORD)).headers));
    type Listed = { accounts: Record<string, unknown>[]; nextCursor: string | null };
    const { status, body } = await browser.call<Listed>('GET', '/v1/admin/accounts?limit=1');
    const { id, createdAt, ...first } = body.accounts[0] ?? {};
    assert.deepEqual([status, first], [200, { email: admin.ADMIN_EMAIL, username: null, accountType: 'personal', balance: '0.0000', isAdmin: true }]);
    assert.ok(typeof id === 'string' && typeof createdAt === 'string');
    const rest = await createClient(server).call<Listed>('GET', `/v1/admin/accounts?cursor=${body.nextCursor}`);
    assert.ok(rest.body.accounts.some((account) => account.id === person.id && account.isAdmin === false));
    assert.ok(!JSON.stringify(rest.body).includes('argon2'));
    for (const client of [person.browser, createClient(server, { 'x-api-key': person.apiKey })]) {
      const refused = await client.call('GET', '/v1/admin/accounts');
      assert.deepEqual([refused.status, refused.body.code], [403, 'forbidden']);
    }
    const { body: narrow } = await browser.call<{ key: string }>('POST', '/v1/keys', { scopes: ['rooms:read'] });
    assert.equal((await createClient(server, { 'x-api-key': narrow.key }).call('GET', '/v1/admin/accounts')).body.code, 'missing-scope');
    assert.equal((await nobody(server).call('GET', '/v1/admin/accounts')).status, 401);
  });
});

test('what the administrator chose stays over a restart; a changed ADMIN_PASSWORD takes its place and ends the sessions', async () => {
  const chosen = 'chosen by myself';
  const session = await withServer(admin, async (server) => {
    const kept = sessionIn((await logIn(server, admin.ADMIN_PASSWORD)).headers);
    const change = { currentPassword: admin.ADMIN_PASSWORD, newPassword: chosen };
    assert.equal((await browserOf(server, kept).call('POST', '/v1/auth/change-password', change)).status, 204);
    return kept;
  });
  await withServer(admin, async (server) => {
    assert.deepEqual([(await logIn(server, admin.ADMIN_PASSWORD)).status, (await logIn(server, chosen)).status], [401, 200]);
    assert.equal((await browserOf(server, session).call('GET', '/v1/rooms')).status, 200);
  });
  const changed = { ADMIN_EMAIL: 'chief@example.com', ADMIN_PASSWORD: 'from the environment' };
  await withServer(changed, async (server) => {
    assert.equal((await logIn(server, chosen, changed.ADMIN_EMAIL)).status, 401);
    assert.equal((await logIn(server, changed.ADMIN_PASSWORD, changed.ADMIN_EMAIL)).status, 200);
    assert.equal((await browserOf(server, session).call('GET', '/v1/rooms')).status, 401);
    assert.equal((await sql`select 1 from accounts where is_admin`).length, 1);
    assert.ok(!server.readLog().includes(changed.ADMIN_PASSWORD));
  });
});

test('an address that somebody registered before does not make them an administrator', async () => {
  const stranger = await withServer({}, (server) => registerPerson(server));
  await assert.rejects(startServerOn(stack.env, { ...admin, ADMIN_EMAIL: stranger.email }), /ADMIN_EMAIL is the address of an account/);
  assert.equal((await sql`select 1 from accounts where is_admin and email = ${stranger.email}`).length, 0);
});

test('REGISTRATION=invite takes those with a code, and off nobody', async () => {
  const owner = await withServer({}, (server) => registerPerson(server, { accountType: 'company', companyName: 'Acme' }));
  const statusesOf = (server: TestServer) => Promise.all([{}, { inviteCode: 'wrong' }, { inviteCode: owner.inviteCode }].map(async (extra) => {
    const body = { email: `${crypto.randomUUID()}@example.com`, password, ...extra };
    const answer = await nobody(server).call('POST', '/v1/auth/register', body);
    return answer.status === 201 ? '201' : `${answer.status} ${String(answer.body.code)}`;
  }));
  await withServer({ REGISTRATION: 'invite' }, async (server) => {
    assert.deepEqual(await statusesOf(server), ['403 forbidden', '403 invalid-invite', '201']);
  });
  await withServer({ REGISTRATION: 'off' }, async (server) => {
    assert.deepEqual(await statusesOf(server), ['403 forbidden', '403 forbidden', '403 forbidden']);
    assert.equal((await logIn(server, password, owner.email)).status, 200, 'who has an account has it');
  });
});
