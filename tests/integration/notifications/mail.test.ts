import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import postgres from 'postgres';
import { readConfig } from '../../../src/config/index.ts';
import { createDeps } from '../../../src/deps.ts';
import { emitEvents } from '../../../src/platform/outbox/emit-events.ts';
import { connectDatabase } from '../../../src/platform/db/client.ts';
import type { NewDomainEvent } from '../../../src/contracts/domain-events.ts';
import { createClient, eventually } from '../../support/client.ts';
import { startServerOn, startWorkerOn, type TestServer } from '../../support/server.ts';
import { startOwnStack } from '../../support/stack.ts';
import { nobody, type Person, registerPerson } from '../accounts/support/people.ts';
import { type MailServer, type ReceivedMail, startMailServer } from './support/smtp-server.ts';

let stack: Awaited<ReturnType<typeof startOwnStack>>;
let mails: MailServer;
let api: TestServer;
let workers: Awaited<ReturnType<typeof startWorkerOn>>[];
let sql: postgres.Sql;

before(async () => {
  [stack, mails] = await Promise.all([startOwnStack(), startMailServer()]);
  const settings = { SMTP_URL: mails.url, MAIL_FROM: 'Meetings <hello@meet.example>', WEBHOOK_ALLOW_PRIVATE: 'true' };
  api = await startServerOn(stack.env, settings);
  workers = await Promise.all([1, 2].map(() => startWorkerOn(stack.env, { ...settings, PUBLIC_URL: api.url })));
  sql = postgres(stack.env.DATABASE_URL ?? '', { max: 1 });
});
after(async () => {
  await sql?.end();
  await Promise.all([api?.stop(), ...(workers ?? []).map((worker) => worker.stop())]);
  await mails?.close();
  await stack?.stop();
});

const to = ({ email }: Pick<Person, 'email'>) => mails.received.filter(({ recipients }) => recipients.includes(email));

/** The newest mail with this subject, once it is there. */
function untilMailed(person: Person, subject: string): Promise<ReceivedMail> {
  return eventually(async () => {
    const mail = to(person).findLast(({ headers }) => headers.subject === subject);
    assert.ok(mail, `Mails: ${to(person).map(({ headers }) => headers.subject)}`);
    return mail;
  }, 15_000);
}

const linkIn = ({ text }: ReceivedMail) => /^http\S+\?token=(\S+)$/m.exec(text) ?? [];
const post = (path: string, body: unknown) => nobody(api).call('POST', path, body);
const isVerified = async ({ id }: Person) => (await sql`select email_verified_at from accounts where id = ${id}`)[0]?.email_verified_at;

test('the welcome mail, in text and HTML, proves the address', async () => {
  const person = await registerPerson(api);
  const mail = await untilMailed(person, 'Welcome to Plenum');
  const { headers, html, text } = mail;
  const [link = '', token] = linkIn(mail);
  assert.equal(link, `${api.url}/verify-email?token=${token}`);
  assert.ok(html.includes(`<a href="${link}">Confirm the address</a>`), html);
  assert.ok(text.startsWith(`An account was made with this e-mail address at ${api.url}.`));
  const [row] = await sql`select id, data, error, tries from mails where account_id = ${person.id}`;
  assert.deepEqual([headers['message-id'], headers.from, headers.to, headers['auto-submitted']], [
    `<${row?.id}@meet.example>`, 'Meetings <hello@meet.example>', person.email, 'auto-generated',
  ]);
  assert.deepEqual([mail.from, mail.recipients], ['hello@meet.example', [person.email]]);
  await eventually(async () => assert.equal((await sql`select data from mails where id = ${row?.id ?? ''}`)[0]?.data, ''), 10_000);

  assert.equal((await post('/v1/auth/verify-email', { token: `${token}x` })).status, 400);
  assert.equal(await isVerified(person), null);
  const answers = await Promise.all([1, 2, 3].map(() => post('/v1/auth/verify-email', { token })));
  assert.deepEqual(answers.map(({ status }) => status), [204, 204, 204]);
  const verifiedAt = await isVerified(person);
  assert.ok(verifiedAt);
  assert.equal((await post('/v1/auth/verify-email', { token })).status, 204);
  assert.deepEqual(await isVerified(person), verifiedAt, 'once');
});

test('where mail works, an owner pays only with a proven address', async () => {
  const person = await registerPerson(api);
  const [, token] = linkIn(await untilMailed(person, 'Welcome to Plenum'));
  const [row] = await sql`select workspace_id from accounts where id = ${person.id}`;
  const mayPay = async (settings: Record<string, string>) => {
    const deps = createDeps(readConfig({ ...stack.env, LOG_LEVEL: 'silent', ...settings }));
    return deps.billing.payers.mayPay(String(row?.workspace_id)).finally(deps.close);
  };
  const withMail = { SMTP_URL: mails.url };
  await eventually(async () => assert.equal(await mayPay(withMail), false), 5_000);
  assert.equal(await mayPay({}), true, 'nobody could prove it');
  await post('/v1/auth/verify-email', { token });
  assert.equal(await mayPay(withMail), true);
});

test('a link proves neither a later address nor after seven days', async () => {
  const [moved, late] = [await registerPerson(api), await registerPerson(api)];
  const [tokenOfMoved, tokenOfLate] = (await Promise.all([moved, late].map((person) => untilMailed(person, 'Welcome to Plenum')))).map((mail) => linkIn(mail)[1]);
  await sql`update accounts set email = ${`x${moved.email}`}, email_key = ${`x${moved.email}`} where id = ${moved.id}`;
  await sql`update email_verifications set expires_at = now() - interval '1 second' where account_id = ${late.id}`;
  for (const token of [tokenOfMoved, tokenOfLate]) {
    const { status, body } = await post('/v1/auth/verify-email', { token });
    assert.deepEqual([status, body.code], [400, 'validation']);
  }
});

test('a lost password: a link, and then word that it was changed', async () => {
  const person = await registerPerson(api);
  await post('/v1/auth/forgot-password', { email: person.email.toUpperCase() });
  const [link, token] = linkIn(await untilMailed(person, 'Set a new password'));
  assert.equal(link, `${api.url}/reset-password?token=${token}`);
  assert.equal((await post('/v1/auth/reset-password', { token, password: 'an entirely new one' })).status, 204);
  const { text } = await untilMailed(person, 'Your password was changed');
  assert.match(text, /^The password of your account was changed on \d+ \w+ \d{4}, \d\d:\d\d UTC\./);
  for (const { readLog } of [api, ...workers]) assert.ok(!readLog().includes(token ?? '-'), 'no link in a log');
});

test('what happens in a workspace is told its owner once, however often it is relayed', async () => {
  const person = await registerPerson(api);
  const [row] = await sql`select workspace_id from accounts where id = ${person.id}`;
  const workspaceId = String(row?.workspace_id);
  const recording = { recordingId: 'rec_1', filename: '<b>a&b</b>.mp4', roomId: 'Müller\r\nBcc: x@y', engine: 'egress' };
  await emit({ key: `balance_low:${person.id}`, name: 'balance_low', workspaceId, data: { balance: '1.9960', threshold: '2.0000' } });
  await emit({ key: `recording_ready:${person.id}`, name: 'recording_ready', workspaceId, data: { recording } });
  await emit({ key: `recording_ready:u${person.id}`, name: 'recording_ready', workspaceId, data: { recording: { ...recording, engine: 'upload' } } });
  const low = await untilMailed(person, 'Your balance is low');
  assert.ok(low.text.startsWith('Your balance is $1.9960, which is less than $2.00.'), low.text);
  const ready = await untilMailed(person, 'A recording is ready');
  assert.ok(ready.html.includes('&lt;b&gt;a&amp;b&lt;/b&gt;.mp4'), ready.html);
  assert.ok(ready.text.includes(`${api.url}/v1/recordings/rec_1/download`));
  assert.equal(ready.headers.bcc, undefined);
  await sql`update outbox set relayed_at = null where workspace_id = ${workspaceId}`;
  await sql`select pg_notify('plenum_outbox', '')`;
  await eventually(async () => assert.equal((await sql`select 1 from outbox where relayed_at is null`).length, 0), 5_000);
  await eventually(async () => {
    const [count] = await sql`select count(*)::int as all, count(sent_at)::int as sent from mails where account_id = ${person.id}`;
    assert.deepEqual({ ...count }, { all: 3, sent: 3 }, 'with the welcome; nobody is told of an upload');
  }, 10_000);
  assert.equal(to(person).length, 3);
});

test('an event of a workspace without an owner is relayed, and mails nobody', async () => {
  const [first] = await sql`select id from workspaces where is_first`;
  await emit({ key: 'balance_low:first', name: 'balance_low', workspaceId: String(first?.id), data: {} });
  await eventually(async () => assert.equal((await sql`select 1 from outbox where relayed_at is null`).length, 0), 5_000);
  assert.equal((await sql`select 1 from mails where cause = 'balance_low:first'`).length, 0);
});

test('the owner of a webhook is told once that it was disabled, without what may be secret in its address', async () => {
  const gone = await startGoneServer();
  try {
    const person = await registerPerson(api);
    const url = `${gone.url}/hook?key=topsecret`;
    const { body } = await createClient({ ...api, apiKey: person.apiKey }).call('POST', '/v1/webhooks', { url, events: ['room_created'] });
    const [row] = await sql`select workspace_id from accounts where id = ${person.id}`;
    await emit({ key: `room_created:${person.id}`, name: 'room_created', workspaceId: String(row?.workspace_id), data: {} });
    const { text, html } = await untilMailed(person, 'A webhook was disabled');
    assert.ok(text.startsWith(`The webhook ${String(body.id)} to ${gone.url} was disabled on `), text);
    assert.ok(!`${text}${html}`.includes('topsecret'));
    const [told] = await sql`select owner_to_tell_since, is_active, disabled_reason from webhooks where id = ${String(body.id)}`;
    assert.deepEqual({ ...told }, { owner_to_tell_since: null, is_active: false, disabled_reason: 'gone' });
    await untilMailed(person, 'Welcome to Plenum');
    assert.equal(to(person).length, 2);
  } finally {
    gone.server.close();
  }
});

test('a mail server that is away: what is written meanwhile is sent later, and the server says so', async () => {
  const canMail = async () => (await nobody(api).call<{ capabilities: { mail: boolean } }>('GET', '/v1/health')).body.capabilities.mail;
  await eventually(async () => assert.equal(await canMail(), true), 20_000);
  await mails.close();
  const person = await registerPerson(api);
  const tried = await eventually(async () => {
    const [row] = await sql`select tries, error, sent_at, failed_at from mails where account_id = ${person.id}`;
    assert.ok(row?.error, 'The error is kept.');
    return row;
  }, 5_000);
  assert.deepEqual([tried.tries, tried.sent_at, tried.failed_at], [1, null, null]);
  assert.match(String(tried.error), /ECONNREFUSED/);
  await eventually(async () => assert.equal(await canMail(), false), 20_000);
  mails = await startMailServer(mails.port);
  await sql`update mails set next_attempt_at = now() where account_id = ${person.id}`;
  await eventually(async () => assert.equal(to(person).length, 1), 20_000);
});

async function emit(event: Pick<NewDomainEvent, 'key' | 'name' | 'workspaceId' | 'data'>): Promise<void> {
  const { db, close } = connectDatabase(stack.env.DATABASE_URL ?? '');
  await db.transaction((tx) => emitEvents(tx, [{ roomId: null, meetingId: null, at: new Date(), ...event }]));
  await close();
}

/** A customer's endpoint that answers that it is gone. */
async function startGoneServer(): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) => response.writeHead(410).end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, server };
}
