import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../../support/client.ts';
import { useServerAndDatabase } from '../../support/server-and-database.ts';
import { startServerOn, type TestServer } from '../../support/server.ts';
import { readMails, readResetToken } from './support/mails.ts';
import { browserOf, logIn, newEmail, nobody, password, type Person, registerPerson } from './support/people.ts';

const { server, sql } = await useServerAndDatabase();

const another = 'a quite different one';
const statusOfLogin = async ({ email }: Person, given: string) =>
  (await nobody(server).call('POST', '/v1/auth/login', { email, password: given })).status;
const forget = (email: string) => nobody(server).call('POST', '/v1/auth/forgot-password', { email });
const check = async (token: string) => (await nobody(server).call('GET', `/v1/auth/reset-password?token=${token}`)).body;
const reset = (token: string, to = another, at: TestServer = server) =>
  nobody(at).call('POST', '/v1/auth/reset-password', { token, password: to });

test('a mailed link sets a new password once; all sessions end, and a mail tells of it', async () => {
  const person = await registerPerson(server);
  const second = await logIn(server, person);
  assert.deepEqual(await forget(person.email.toUpperCase()).then(({ status, body }) => ({ status, body })), { status: 202, body: { ok: true } });
  const token = await readResetToken(sql, server, person.id);
  assert.deepEqual(await check(token), { valid: true });
  assert.equal((await reset(token, 'short')).status, 400);
  assert.equal((await reset(token)).status, 204);
  assert.deepEqual(await check(token), { valid: false });
  const again = await reset(token);
  assert.deepEqual([again.status, again.body.code], [400, 'validation']);
  for (const browser of [person.browser, second]) assert.equal((await browser.call('GET', '/v1/rooms')).status, 401);
  assert.deepEqual([await statusOfLogin(person, password), await statusOfLogin(person, another)], [401, 200]);
  const mails = await readMails(sql, server, person.id);
  assert.deepEqual(mails.map(({ kind, to }) => [kind, to]), ['welcome', 'password-reset', 'password-changed'].map((kind) => [kind, person.email]));
  const [row] = await sql`select email_verified_at is not null as verified from accounts where id = ${person.id}`;
  assert.equal(row?.verified, true, 'who got the mail has the address');
});

test('a token used by many at once, in two processes, sets one password', async () => {
  const other = await startServerOn(server.env);
  try {
    const person = await registerPerson(server);
    await forget(person.email);
    const token = await readResetToken(sql, server, person.id);
    const tries = Array.from({ length: 6 }, (_, i) => `password number ${i}`);
    const answers = await Promise.all(tries.map((to, i) => reset(token, to, i % 2 ? other : server)));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 400, 400, 400, 400, 400]);
    const won = tries[answers.findIndex(({ status }) => status === 204)] ?? '';
    assert.equal(await statusOfLogin(person, won), 200);
    assert.equal((await readMails(sql, server, person.id)).filter(({ kind }) => kind === 'password-changed').length, 1);
  } finally {
    await other.stop();
  }
});

test('of two tokens of one account that are used at once one counts', async () => {
  for (let i = 0; i < 3; i += 1) {
    const person = await registerPerson(server);
    const tokens: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      await forget(person.email);
      tokens.push(await readResetToken(sql, server, person.id));
    }
    assert.notEqual(tokens[0], tokens[1]);
    const answers = await Promise.all(tokens.map((token) => reset(token)));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 400]);
  }
});

test('a token ends after an hour, with another reset, and is kept as a hash', async () => {
  const person = await registerPerson(server);
  await forget(person.email);
  const first = await readResetToken(sql, server, person.id);
  await forget(person.email);
  const second = await readResetToken(sql, server, person.id);
  assert.notEqual(first, second);
  const rows = await sql`select hash, extract(epoch from expires_at - created_at)::int as seconds from password_resets where account_id = ${person.id}`;
  assert.equal(rows.length, 2);
  for (const { hash, seconds } of rows) assert.ok(![first, second].includes(String(hash)) && Math.abs(seconds - 3600) < 5);
  const [mail] = await sql`select data from mails where account_id = ${person.id} and kind = 'password-reset' limit 1`;
  assert.ok(!String(mail?.data).includes('token='), 'the waiting mail is encrypted');
  assert.ok(!server.readLog().includes(first), 'no token in the log');
  assert.equal((await reset(first)).status, 204);
  assert.deepEqual(await check(second), { valid: false }, 'the other link ends with the first');

  await forget(person.email);
  const late = await readResetToken(sql, server, person.id);
  await sql`update password_resets set expires_at = now() where account_id = ${person.id}`;
  assert.deepEqual(await check(late), { valid: false });
  assert.equal((await reset(late)).status, 400);
});

test('asking for a link answers the same, in the same time, for somebody without an account', async () => {
  const { email } = await registerPerson(server);
  const measure = async (address: string) => {
    const startedAt = performance.now();
    const { status, body } = await forget(address);
    assert.deepEqual([status, body], [202, { ok: true }]);
    return performance.now() - startedAt;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let i = 0; i < 9; i += 1) {
    known.push(await measure(email));
    unknown.push(await measure(newEmail()));
  }
  // The shortest ones: what else this machine does makes any of them longer.
  const [best, other] = [Math.min(...known), Math.min(...unknown)];
  assert.ok(Math.abs(best - other) < 25, `${best} ms and ${other} ms`);
});

test('changing the password needs the current one, and ends all other sessions everywhere', async () => {
  const other = await startServerOn(server.env);
  try {
    const person = await registerPerson(server);
    const second = await logIn(server, person);
    const elsewhere = browserOf(other, person.session);
    assert.equal((await elsewhere.call('GET', '/v1/rooms')).status, 200);
    const change = (currentPassword: string) => second.call('POST', '/v1/auth/change-password', { currentPassword, newPassword: another });
    assert.equal((await change('not the one')).status, 403);
    const changes = await Promise.all([change(password), change(password)]);
    assert.deepEqual(changes.map(({ status }) => status).toSorted(), [204, 403], 'of two at once one counts');
    assert.equal((await second.call('GET', '/v1/rooms')).status, 200, 'this session goes on');
    assert.equal((await person.browser.call('GET', '/v1/rooms')).status, 401);
    await eventually(async () => assert.equal((await elsewhere.call('GET', '/v1/rooms')).status, 401), 1_000, 20);
    assert.deepEqual([await statusOfLogin(person, password), await statusOfLogin(person, another)], [401, 200]);
    assert.equal((await readMails(sql, server, person.id)).at(-1)?.kind, 'password-changed');
  } finally {
    await other.stop();
  }
});

test('sessions are listed with where they come from, and each can be ended', async () => {
  const person = await registerPerson(server);
  const second = await logIn(server, person);
  type Sessions = { sessions: { id: string; current: boolean; ip: string; userAgent: string; createdAt: string; lastSeenAt: string }[] };
  const { body } = await second.call<Sessions>('GET', '/v1/auth/sessions');
  assert.deepEqual(body.sessions.map(({ current, ip }) => [current, ip]), [[true, '127.0.0.1'], [false, '127.0.0.1']]);
  for (const { userAgent, createdAt, lastSeenAt } of body.sessions) {
    assert.equal(userAgent, 'node');
    assert.ok(Date.parse(lastSeenAt) >= Date.parse(createdAt));
  }
  const first = body.sessions[1]?.id;
  const stranger = await registerPerson(server);
  assert.equal((await stranger.browser.call('DELETE', `/v1/auth/sessions/${first}`)).status, 404);
  assert.equal((await second.call('DELETE', `/v1/auth/sessions/${first}`)).status, 204);
  assert.equal((await second.call('DELETE', `/v1/auth/sessions/${first}`)).status, 404);
  assert.equal((await person.browser.call('GET', '/v1/rooms')).status, 401);
  assert.equal((await second.call<Sessions>('GET', '/v1/auth/sessions')).body.sessions.length, 1);
});
