import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { readConfig } from '../../../src/config/index.ts';
import { dollars } from '../../../src/core/money.ts';
import { creditWorkspace } from '../../../src/modules/billing/index.ts';
import { connectObjectStore, type ObjectStore } from '../../../src/platform/objects/client.ts';
import { asParticipant, createClient, eventually } from '../../support/client.ts';
import { findFreePort, startServerOn, startServerWith, startWorkerOn, type TestServer } from '../../support/server.ts';
import { startOwnStack, systemEnvironment } from '../../support/stack.ts';
import { openStoredRecordings } from '../../support/stored-recordings.ts';
import { browserOf, nobody, password, type Person, registerPerson } from './support/people.ts';

/** On servers of its own: its workers would send the mails of other tests, and theirs would empty its workspaces. */
let server: TestServer;
let other: TestServer;
let sql: postgres.Sql;
let objects: ObjectStore;

before(async () => {
  server = await startServerWith(await startOwnStack(), { WEBHOOK_ALLOW_PRIVATE: 'true' });
  other = await startServerOn(server.env, { PORT: String(await findFreePort()) });
  sql = postgres(server.env.DATABASE_URL ?? '', { max: 1 });
  objects = connectObjectStore(readConfig(server.env).storage);
});
after(async () => {
  await sql.end();
  await other.stop();
  await server.stop();
});

const entry = fileURLToPath(new URL('support/finish-deletions.ts', import.meta.url));
const leave = ({ browser }: Person) => browser.call('DELETE', '/v1/account');
const keyOf = ({ apiKey }: Person, on: TestServer = server) => createClient(on, { 'x-api-key': apiKey });

const poll = { question: 'Why?', type: 'yes_no' };
const yearly = { title: 'Ours', rrule: 'FREQ=YEARLY', startsAt: '2999-01-01T00:00:00Z', timezone: 'UTC', durationMinutes: 5 };

/** Somebody with something of every kind in their workspace. */
async function settle(person: Person) {
  const { body: me } = await person.browser.call<{ workspaceId: string }>('GET', '/v1/auth/me');
  const key = keyOf(person);
  assert.equal((await key.call('POST', '/v1/rooms', { name: 'room' })).status, 201);
  assert.equal((await key.call('POST', '/v1/webhooks', { url: 'http://127.0.0.1:9/', events: ['*'] })).status, 201);
  const { body: meeting } = await key.call<{ meetingId: string; adminToken: string }>('POST', '/v1/meetings', { title: 'Ours' });
  await createClient(server, { 'x-admin-token': meeting.adminToken }).call('POST', `/v1/meetings/${meeting.meetingId}/polls`, poll);
  assert.equal((await key.call('POST', '/v1/templates', { name: 'Ours' })).status, 201);
  assert.equal((await key.call('POST', '/v1/recurring', yearly)).status, 201);
  const stored = await openStoredRecordings({ ...server, apiKey: person.apiKey });
  const recordingId = await stored.add(Buffer.from('film'), {}, Buffer.from('strip'));
  await stored.close();
  await objects.put(`recordings/${me.workspaceId}/lost`, Buffer.from('left by a killed process'), 'video/mp4');
  await sql`insert into room_sessions (sid, workspace_id, room_id, opened_at, seen_at, closed_at)
    values (${`RM_${recordingId}`}, ${me.workspaceId}, 'room', now(), now(), now())`;
  await sql`insert into transcriptions (id, kind, workspace_id, room_id, language, model, status, started_at)
    values (${`tr_${recordingId}`}, 'live', ${me.workspaceId}, 'room', 'en', 'en', 'active', now())`;
  await sql`insert into transcription_segments (transcription_id, segment_id, workspace_id, text, start_seconds, end_seconds, at, confidence, words)
    values (${`tr_${recordingId}`}, 'x', ${me.workspaceId}, 'said', 0, 1, now(), 1, '[]')`;
  const credit = { workspaceId: me.workspaceId, amount: dollars(7), description: 'Welcome', requestId: crypto.randomUUID() };
  await creditWorkspace(drizzle(sql), credit);
  const token = (await key.call('POST', '/v1/token', { roomId: 'room', userId: 'ann', name: 'Ann', role: 'host' })).body.token;
  const { url } = (await key.call<{ url: string }>('POST', '/v1/rooms/room/link', { role: 'viewer' })).body;
  return { workspaceId: me.workspaceId, recordingId, token: String(token), adminToken: meeting.adminToken, link: url.split('/r/')[1] ?? '' };
}

const ofMeetings = ['meetings', 'meeting_templates', 'recurring_meetings'];

/** How many rows each table has about a workspace or an account, and the objects in storage. */
async function readLeft(workspaceId: string, accountId: string) {
  const others = ['ingress', 'room_sessions', 'compositions', 'api_keys', 'audit_entries', 'transcriptions', 'transcription_segments'];
  const tables = ['webhooks', 'recordings', 'streams', ...others, ...ofMeetings];
  const counts = await Promise.all(tables.map((table) => sql`select 1 from ${sql(table)} where workspace_id = ${workspaceId}`));
  const mails = await sql`select 1 from mails where account_id = ${accountId}`;
  const files = await objects.list(`recordings/${workspaceId}/`);
  return { rows: tables.filter((_, i) => (counts[i]?.length ?? 0) > 0), mails: mails.length, files: files.length };
}

const nothing = { rows: [], mails: 0, files: 0 };
/** As if a minute had gone by since the deletion. */
const letTimePass = (workspaceId: string) =>
  sql`update workspace_deletions set requested_at = requested_at - interval '2 minutes' where workspace_id = ${workspaceId}`;
const isPending = async (workspaceId: string) =>
  (await sql`select 1 from workspace_deletions where workspace_id = ${workspaceId}`).length > 0;

test('an export holds all that there is, without secrets, and nothing of others', async () => {
  const [person, stranger] = await Promise.all([registerPerson(server), registerPerson(server)]);
  const { workspaceId, recordingId, token, adminToken } = await settle(person);
  await settle(stranger);
  const { status, headers, body } = await person.browser.call<Record<string, Record<string, unknown>[]>>('GET', '/v1/account/export');
  assert.equal(status, 200);
  assert.match(headers.get('content-disposition') ?? '', /attachment/);
  const { account, exportedAt, ...lists } = body as unknown as Record<string, Record<string, unknown>>;
  assert.ok(exportedAt);
  assert.deepEqual([account?.id, account?.email, account?.ownWorkspaceId], [person.id, person.email, workspaceId]);
  const counts = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, (list as unknown as unknown[]).length]));
  assert.deepEqual(counts, {
    ...{ sessions: 1, keys: 1, webhooks: 1, rooms: 1, participants: 0, streams: 0, recordings: 1, ingress: 0 },
    ...{ transcriptions: 1, transcriptionSegments: 1 },
    ...{ meetings: 1, meetingTemplates: 1, recurringMeetings: 1 },
    ...{ billingHistory: 1, depositAddresses: 0, mails: 1, auditEntries: counts.auditEntries },
  });
  assert.ok((counts.auditEntries ?? 0) >= 2);
  assert.deepEqual([body.recordings?.[0]?.recordingId, body.mails?.[0]?.kind], [recordingId, 'welcome']);
  const [meeting] = body.meetings ?? [];
  assert.deepEqual([meeting?.title, (meeting?.polls as { question: string }[] | undefined)?.[0]?.question], ['Ours', 'Why?']);
  const text = JSON.stringify(body);
  for (const secret of [person.session, person.apiKey, token, adminToken, 'whsec_', 'argon2', stranger.id, stranger.email]) {
    assert.ok(!text.includes(secret), secret);
  }
});

test('a deletion ends sessions, keys, tokens and links everywhere, and frees address and name', async () => {
  const person = await registerPerson(server);
  const { token, link } = await settle(person);
  const elsewhere = [keyOf(person, other), browserOf(other, person.session), asParticipant(other, token)];
  for (const client of elsewhere) assert.equal((await client.call('GET', '/v1/rooms/room/recording')).status, 200);
  const answer = await leave(person);
  assert.equal(answer.status, 204);
  assert.match(answer.headers.get('set-cookie') ?? '', /plenum_session=;/);
  for (const client of elsewhere) {
    await eventually(async () => assert.equal((await client.call('GET', '/v1/rooms/room/recording')).status, 401), 1_000, 20);
  }
  assert.equal((await nobody(other).call('POST', `/v1/room-links/${link}/join`, { name: 'Bob' })).status, 410);
  assert.equal((await leave(person)).status, 401, 'once');
  const { email, username } = person;
  assert.equal((await nobody(server).call('POST', '/v1/auth/login', { email, password })).status, 401);
  assert.equal((await nobody(server).call('POST', '/v1/auth/register', { email, username, password })).status, 201);
});

test('of deletions at once one counts', async () => {
  const person = await registerPerson(server);
  const answers = await Promise.all(Array.from({ length: 6 }, () => leave(person)));
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 401, 401, 401, 401, 401]);
});

test('whoever others depend on cannot leave', async () => {
  const owner = await registerPerson(server, { accountType: 'company', companyName: 'Acme' });
  const member = await registerPerson(server);
  await member.browser.call('POST', '/v1/company/join', { inviteCode: owner.inviteCode });
  const { body: made } = await member.browser.call<{ key: string }>('POST', '/v1/keys', {});
  assert.equal((await leave(owner)).status, 409);
  assert.equal((await leave(member)).status, 204);
  const keys = [made.key, owner.apiKey].map((key) => createClient(server, { 'x-api-key': key }).call('GET', '/v1/rooms'));
  assert.deepEqual((await Promise.all(keys)).map(({ status }) => status), [401, 200]);
  assert.equal((await leave(owner)).status, 204, 'alone');
  const late = await registerPerson(server);
  assert.equal((await late.browser.call('POST', '/v1/company/join', { inviteCode: owner.inviteCode })).status, 403);
});

test('the last administrator stays, and so does the account of the first workspace', async () => {
  const people = await Promise.all([registerPerson(server), registerPerson(server)]);
  const admins = await sql<{ id: string }[]>`update accounts set is_admin = false where is_admin returning id`;
  try {
    for (const { id } of people) await sql`update accounts set is_admin = true where id = ${id}`;
    const answers = await Promise.all(people.map(leave));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 409]);
  } finally {
    await sql`update accounts set is_admin = false where id in ${sql(people.map(({ id }) => id))}`;
    if (admins.length > 0) await sql`update accounts set is_admin = true where id in ${sql(admins.map(({ id }) => id))}`;
  }
  const first = await registerPerson(server);
  const { workspaceId } = (await first.browser.call('GET', '/v1/auth/me')).body;
  const [was] = await sql<{ id: string }[]>`update workspaces set is_first = false where is_first returning id`;
  await sql`update workspaces set is_first = true where id = ${String(workspaceId)}`;
  const { status } = await leave(first);
  await sql`update workspaces set is_first = false where id = ${String(workspaceId)}`;
  await sql`update workspaces set is_first = true where id = ${was?.id ?? ''}`;
  assert.equal(status, 409);
});

test('a worker removes everything but the ledger, whichever part it was killed before', async () => {
  const person = await registerPerson(server);
  const { workspaceId } = await settle(person);
  assert.equal((await leave(person)).status, 204);
  await letTimePass(workspaceId);
  for (let killAfter = 0; killAfter < 8; killAfter += 1) {
    const env = { ...systemEnvironment(), ...server.env };
    const child = spawn(process.execPath, [entry, String(killAfter)], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    assert.deepEqual(await once(child, 'exit'), [null, 'SIGKILL'], String(killAfter));
    assert.ok(await isPending(workspaceId));
  }
  const worker = await startWorkerOn(server.env);
  try {
    await eventually(async () => assert.equal(await isPending(workspaceId), false), 15_000);
    assert.deepEqual(await readLeft(workspaceId, person.id), nothing);
    const ledger = await sql`select amount::text from ledger_entries where workspace_id = ${workspaceId}`;
    assert.deepEqual(ledger.map(({ amount }) => amount), ['70000']);
  } finally {
    await worker.stop();
  }
});

test('what is still being made is waited for, and what comes late is removed, too', async () => {
  const person = await registerPerson(server);
  const { workspaceId, recordingId } = await settle(person);
  await sql`update recordings set status = 'processing' where id = ${recordingId}`;
  assert.equal((await leave(person)).status, 204);
  const worker = await startWorkerOn(server.env);
  try {
    await eventually(async () => assert.equal((await readLeft(workspaceId, person.id)).rows.join(), 'recordings'), 20_000);
    await letTimePass(workspaceId);
    await sql`update recordings set status = 'failed' where id = ${recordingId}`;
    await eventually(async () => assert.equal(await isPending(workspaceId), false), 15_000);
    assert.deepEqual(await readLeft(workspaceId, person.id), nothing);
  } finally {
    await worker.stop();
  }
});
