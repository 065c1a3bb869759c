import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asParticipant, createClient, eventually } from '../../support/client.ts';
import { useServerAndDatabase } from '../../support/server-and-database.ts';
import { startServerOn } from '../../support/server.ts';
import { browserOf, logIn, newEmail, nobody, password, registerPerson, sessionIn } from './support/people.ts';

const { server, sql } = await useServerAndDatabase();

test('registering makes an account, a workspace, a key that is shown once, and a session', async () => {
  const email = newEmail().replace(/^./, 'A');
  const answer = await nobody(server).call('POST', '/v1/auth/register', { email, password, username: 'Ada.L-1' });
  assert.equal(answer.status, 201);
  const { id, callId, apiKey, ...rest } = answer.body;
  assert.deepEqual(rest, { email, username: 'Ada.L-1', accountType: 'personal' });
  assert.match(String(callId), /^[A-HJ-NP-Z2-9]{8}$/);

  const browser = browserOf(server, sessionIn(answer.headers));
  const { body: me } = await browser.call('GET', '/v1/auth/me');
  const { workspaceId, createdAt, ...known } = me;
  assert.deepEqual(known, {
    ...{ authenticated: true, id, email, username: 'Ada.L-1', accountType: 'personal', callId },
    ...{ companyId: null, companyName: null, role: null, balance: '0.0000', isAdmin: false },
  });
  assert.match(String(createdAt), /^\d{4}-.*\.\d{3}Z$/);

  const withKey = createClient(server, { 'x-api-key': String(apiKey) });
  assert.equal((await withKey.call('POST', '/v1/rooms', { name: 'of-both' })).status, 201);
  assert.equal((await browser.call('GET', '/v1/rooms/of-both')).status, 200, 'the session speaks for the same workspace');
  assert.equal((await createClient(server).call('GET', '/v1/rooms/of-both')).status, 404, 'and nobody else does');
  assert.equal((await withKey.call('GET', '/v1/auth/me')).body.id, id);
  assert.match(String(workspaceId), /^ws_/);
});

test('six registrations of one address at once: one account, five conflicts', async () => {
  const email = newEmail();
  const spellings = [email, email.toUpperCase(), email, email, email.toUpperCase(), email];
  const answers = await Promise.all(spellings.map((one) => nobody(server).call('POST', '/v1/auth/register', { email: one, password })));
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409, 409, 409, 409]);
  assert.equal(answers.find(({ status }) => status === 409)?.body.code, 'conflict');
  assert.equal((await sql`select 1 from accounts where email_key = ${email}`).length, 1);
});

test('a username is taken in any spelling, and bad input is named', async () => {
  const { username } = await registerPerson(server);
  const register = (body: object) => nobody(server).call<{ code: string; errors: { path: string }[] }>('POST', '/v1/auth/register', body);
  assert.equal((await register({ email: newEmail(), password, username: username.toUpperCase() })).status, 409);
  const bad: [object, string][] = [
    [{ email: 'no address', password }, '/email'],
    [{ email: newEmail(), password: 'short' }, '/password'],
    [{ email: newEmail(), password: 'x'.repeat(300) }, '/password'],
    [{ email: newEmail(), password, username: 'x' }, '/username'],
    [{ email: newEmail(), password, username: 'with space' }, '/username'],
    [{ email: newEmail(), password, accountType: 'company' }, '/companyName'],
  ];
  for (const [body, path] of bad) {
    const answer = await register(body);
    assert.deepEqual([answer.status, answer.body.errors?.[0]?.path], [400, path]);
  }
});

test('login by address or username in any spelling; the same 401 for a wrong name and a wrong password', async () => {
  const { id, email, username } = await registerPerson(server);
  const attempt = (body: object) => nobody(server).call('POST', '/v1/auth/login', body);
  for (const name of [{ email: email.toUpperCase() }, { username: username.toUpperCase() }]) {
    const { status, body } = await attempt({ ...name, password });
    assert.deepEqual([status, body.id, body.authenticated], [200, id, true]);
  }
  const wrong = [
    { email, password: `${password}!` },
    { email: newEmail(), password },
    { username: 'nobody-at-all', password },
  ];
  const answers = await Promise.all(wrong.map(attempt));
  const told = answers.map(({ status, body, headers }) => ({ status, ...body, requestId: '', cookie: headers.get('set-cookie') }));
  assert.equal(told[0]?.status, 401);
  for (const other of told) assert.deepEqual(other, told[0]);
  assert.equal((await attempt({ password })).status, 400);
});

const best = (times: number[]) => Math.min(...times);

test('nobody learns from the time of an answer who has an account', async () => {
  const { email } = await registerPerson(server);
  const measure = async (name: string) => {
    const startedAt = performance.now();
    const { status } = await nobody(server).call('POST', '/v1/auth/login', { email: name, password: 'a wrong one' });
    assert.equal(status, 401);
    return performance.now() - startedAt;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let i = 0; i < 15; i += 1) {
    known.push(await measure(email));
    unknown.push(await measure(newEmail()));
  }
  // Without the work for nobody's hash the answer would come in a tenth of the time.
  assert.ok(best(unknown) > 0.6 * best(known) && best(unknown) < 1.6 * best(known), `${best(known)} ms and ${best(unknown)} ms`);
});

const attributes = (cookie: string | null) => (cookie ?? '').split('; ').slice(1).toSorted();

test('the cookie is out of reach of scripts and other sites, and Secure on https', async () => {
  const { headers } = await nobody(server).call('POST', '/v1/auth/register', { email: newEmail(), password });
  assert.deepEqual(attributes(headers.get('set-cookie')), ['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax']);
  assert.equal(headers.get('cache-control'), 'no-store');
  const secure = await startServerOn(server.env, { PUBLIC_URL: 'https://meet.example' });
  try {
    const answer = await nobody(secure).call('POST', '/v1/auth/register', { email: newEmail(), password });
    assert.ok(attributes(answer.headers.get('set-cookie')).includes('Secure'));
  } finally {
    await secure.stop();
  }
});

test('what a session changes must come from our own or an allowed page', async () => {
  const strict = await startServerOn(server.env, { ALLOWED_ORIGINS: 'https://partner.example', PUBLIC_URL: 'https://meet.example' });
  try {
    const { session } = await registerPerson(server);
    const change = async (headers: Record<string, string>) => {
      const client = createClient(strict, { cookie: `plenum_session=${session}`, ...headers });
      const { status, body } = await client.call('POST', '/v1/rooms', { name: crypto.randomUUID() });
      return status === 201 ? 201 : `${status} ${String(body.code)}`;
    };
    assert.equal(await change({ origin: 'https://meet.example' }), 201);
    assert.equal(await change({ origin: 'https://partner.example' }), 201);
    assert.equal(await change({ origin: strict.url }), 201, 'under another name of this server');
    assert.equal(await change({ 'sec-fetch-site': 'same-origin' }), 201);
    const foreign = ['https://evil.example', 'null', 'http://meet.example', 'https://meet.example.evil.example', 'https://meet.example:444'];
    for (const origin of foreign) assert.equal(await change({ origin }), '403 forbidden', origin);
    assert.equal(await change({}), '403 forbidden');
    assert.equal(await change({ 'sec-fetch-site': 'same-site' }), '403 forbidden');
    assert.equal(await change({ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }), '403 forbidden');
    const reading = createClient(strict, { cookie: `plenum_session=${session}` });
    assert.equal((await reading.call('GET', '/v1/rooms')).status, 200, 'reading needs no Origin');
    const logout = createClient(strict, { cookie: `plenum_session=${session}`, origin: 'https://evil.example' });
    assert.equal((await logout.call('POST', '/v1/auth/logout')).status, 403);
    assert.equal((await reading.call('GET', '/v1/auth/me')).body.authenticated, true);
  } finally {
    await strict.stop();
  }
});

test('a key that is sent beside a cookie is who is calling, and needs no Origin', async () => {
  const [ada, bob] = await Promise.all([registerPerson(server), registerPerson(server)]);
  const both = createClient(server, { cookie: `plenum_session=${ada.session}`, 'x-api-key': bob.apiKey, origin: 'https://evil.example' });
  assert.equal((await both.call('GET', '/v1/auth/me')).body.id, bob.id);
  assert.equal((await both.call('POST', '/v1/rooms', { name: 'r' })).status, 201);
});

test('logging out ends the session here at once and in every process within a second', async () => {
  const other = await startServerOn(server.env);
  try {
    const { session, browser } = await registerPerson(server);
    const elsewhere = browserOf(other, session);
    assert.equal((await elsewhere.call('GET', '/v1/rooms')).status, 200);
    const { status, headers } = await browser.call('POST', '/v1/auth/logout');
    assert.equal(status, 204);
    assert.match(headers.get('set-cookie') ?? '', /^plenum_session=;.*Max-Age=0/);
    assert.deepEqual((await browser.call('GET', '/v1/auth/me')).body, { authenticated: false });
    assert.equal((await browser.call('GET', '/v1/rooms')).status, 401);
    await eventually(async () => assert.equal((await elsewhere.call('GET', '/v1/rooms')).status, 401), 1_000, 20);
  } finally {
    await other.stop();
  }
});

test('a login makes a session of its own and ends the one that the browser had', async () => {
  const { email, session, browser } = await registerPerson(server);
  const fixed = createClient(server, { cookie: 'plenum_session=ps_' + 'a'.repeat(40) });
  const fresh = sessionIn((await fixed.call('POST', '/v1/auth/login', { email, password })).headers);
  assert.notEqual(fresh, `ps_${'a'.repeat(40)}`, 'nobody chooses the session of somebody else');
  const again = sessionIn((await browser.call('POST', '/v1/auth/login', { email, password })).headers);
  assert.equal((await browserOf(server, session).call('GET', '/v1/rooms')).status, 401);
  for (const held of [fresh, again]) assert.equal((await browserOf(server, held).call('GET', '/v1/rooms')).status, 200);
  const [row] = await sql`select count(*)::int as count from sessions where hash = ${again}`;
  assert.equal(row?.count, 0, 'the secret itself is not kept');
});

test('a session that is used lasts longer, and its cookie with it', async () => {
  const { id, session } = await registerPerson(server);
  await sql`update sessions set last_seen_at = now() - interval '2 minutes', expires_at = now() + interval '1 day' where account_id = ${id}`;
  const used = await browserOf(server, session).call('GET', '/v1/rooms');
  assert.equal(sessionIn(used.headers), session);
  const [row] = await sql`select expires_at > now() + interval '29 days' as longer, last_seen_at > now() - interval '5 seconds' as seen from sessions where account_id = ${id}`;
  assert.deepEqual({ ...row }, { longer: true, seen: true });

  const other = await registerPerson(server);
  await sql`update sessions set expires_at = now() - interval '1 second' where account_id = ${other.id}`;
  await eventually(async () => assert.equal((await other.browser.call('GET', '/v1/rooms')).status, 401), 1_000);
});

test('a session stands wherever a key stands, but is no host and no administrator', async () => {
  const { browser } = await registerPerson(server);
  const issued = await browser.call<{ token: string }>('POST', '/v1/token', { roomId: 'r', userId: 'u', name: 'U', role: 'viewer' });
  assert.equal(issued.status, 200);
  assert.equal((await asParticipant(server, issued.body.token).call('POST', '/v1/auth/logout')).status, 403);
  assert.equal((await createClient(server).call('POST', '/v1/auth/logout')).status, 403, 'a key has no session');
  assert.equal((await nobody(server).call('POST', '/v1/auth/logout')).status, 401);
  const { body } = await browser.call<{ entries: { actor: string; action: string }[] }>('GET', '/v1/audit');
  assert.ok(body.entries.some(({ actor, action }) => actor.startsWith('account:') && action === 'account.register'));
});

test('a login is written down', async () => {
  const person = await registerPerson(server);
  const browser = await logIn(server, person);
  const { body } = await browser.call<{ entries: { actor: string; action: string; ip: string }[] }>('GET', '/v1/audit');
  const { actor, action, ip } = body.entries[0] ?? {};
  assert.deepEqual({ actor, action, ip }, { actor: `account:${person.id}`, action: 'session.create', ip: '127.0.0.1' });
});
