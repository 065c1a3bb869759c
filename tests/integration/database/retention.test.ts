import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import postgres from 'postgres';
import { newId } from '../../../src/core/ids.ts';
import { isMeetingOpen } from '../../../src/modules/meetings/index.ts';
import { forgetSessions } from '../../../src/modules/rooms/index.ts';
import { connectDatabase } from '../../../src/platform/db/client.ts';
import { eventually } from '../../support/client.ts';
import { startServerWith, startWorkerOn, type TestServer } from '../../support/server.ts';
import { startOwnStack } from '../../support/stack.ts';
import { findTablesOfMeetings, rememberMeeting } from './support/held-meeting.ts';

/** On servers of its own: its worker forgets what is old, and sends the mails, of all workspaces. */
let server: TestServer;
let sql: postgres.Sql;
const workspaceId = newId('ws');

before(async () => {
  server = await startServerWith(await startOwnStack(), {});
  sql = postgres(server.env['DATABASE_URL'] ?? '', { max: 1 });
});
after(async () => {
  await sql.end();
  await server.stop();
});

/** One of everything that is only remembered, from so many days ago; `isOpen` leaves open what can be. */
async function remember(name: string, days: number, isOpen = false): Promise<void> {
  const at = new Date(Date.now() - days * 86_400_000);
  const end = isOpen ? null : at;
  // A worker closes what LiveKit does not list at the time at which it was last seen.
  const seen = isOpen ? new Date() : at;
  await sql`insert into room_sessions (sid, workspace_id, room_id, opened_at, seen_at, closed_at) values (${name}, ${workspaceId}, 'r', ${at}, ${seen}, ${end})`;
  await sql`insert into participant_sessions (sid, room_sid, workspace_id, room_id, identity, name, joined_at, seen_at, left_at)
    values (${name}, ${name}, ${workspaceId}, 'r', 'ann', 'Ann', ${at}, ${seen}, ${end})`;
  await sql`insert into ingress_sessions (id, ingress_id, workspace_id, room_id, started_at, seen_at, ended_at) values (${name}, 'IN', ${workspaceId}, 'r', ${at}, ${seen}, ${end})`;
  await sql`insert into webhooks (id, workspace_id, url, events, secret, is_active) values (${name}, ${workspaceId}, 'http://x/', '{}', '', false)`;
  await sql`insert into webhook_deliveries (id, webhook_id, event_id, event, lane, is_in_lane, status, body, created_at)
    values (${name}, ${name}, ${name}, 'room_created', '', false, ${isOpen ? 'pending' : 'failed'}, '', ${at})`;
  await sql`insert into webhook_attempts (delivery_id, at, ms) values (${name}, ${at}, 1)`;
  await sql`insert into api_keys (id, workspace_id, hash, prefix, label, revoked_at) values (${name}, ${workspaceId}, ${name}, '', '', ${end})`;
  await sql`insert into transcriptions (id, kind, workspace_id, room_id, language, model, status, created_at, ended_at)
    values (${name}, 'live', ${workspaceId}, ${isOpen ? 'r' : name}, 'en', 'en', ${isOpen ? 'active' : 'stopped'}, ${at}, ${end})`;
  await sql`insert into transcription_segments (transcription_id, segment_id, workspace_id, text, start_seconds, end_seconds, at, confidence, words)
    values (${name}, 'x', ${workspaceId}, 'said', 0, 1, ${at}, 1, '[]')`;
  await rememberMeeting(sql, name, workspaceId, at, !isOpen);
  if (isOpen) return;
  await sql`insert into mails (id, cause, kind, "to", data, created_at) values (${name}, ${name}, 'welcome', 'a@example.com', '', ${at})`;
  await sql`insert into audit_entries (workspace_id, actor, action, target, at) values (${workspaceId}, 'a', 'b', ${name}, ${at})`;
  await sql`insert into outbox (id, key, name, workspace_id, at, data, relayed_at) values (${name}, ${name}, 'room_created', ${workspaceId}, ${at}, '{}', ${at})`;
}

const readNames = async (names: string[]) => {
  const ofMeetings = await findTablesOfMeetings(sql);
  const columns = [
    ...ofMeetings.map(({ table, column }) => [table, column]),
    ...[['meetings', 'id'], ['transcriptions', 'id'], ['transcription_segments', 'transcription_id']],
    ...[['room_sessions', 'sid'], ['participant_sessions', 'sid'], ['ingress_sessions', 'id'], ['webhook_deliveries', 'id']],
    ...[['webhook_attempts', 'delivery_id'], ['api_keys', 'id'], ['mails', 'id'], ['audit_entries', 'target'], ['outbox', 'id']],
  ];
  const found: Record<string, string[]> = {};
  for (const [table = '', column = ''] of columns) {
    const rows = await sql<{ name: string }[]>`select ${sql(column)} as name from ${sql(table)} where ${sql(column)} in ${sql(names)}`;
    found[table] = rows.map(({ name }) => name.split('-')[0] ?? '').toSorted();
  }
  return found;
};

test('a meeting that goes on keeps all stays that it is charged by', async (t) => {
  const at = new Date(Date.now() - 40 * 86_400_000);
  await rememberMeeting(sql, 'standing', workspaceId, at, false);
  for (const [sid, roomId] of [['stay-1', 'standing'], ['stay-2', 'standing~breakout'], ['stay-3', 'another']] as const) {
    await sql`insert into participant_sessions (sid, room_sid, workspace_id, room_id, identity, name, joined_at, seen_at, left_at)
      values (${sid}, 'long-gone', ${workspaceId}, ${roomId}, 'ann', 'Ann', ${at}, ${at}, ${at})`;
  }
  const { db, close } = connectDatabase(server.env['DATABASE_URL'] ?? '');
  t.after(close);
  await forgetSessions(db, 30, isMeetingOpen);
  const kept = await sql<{ sid: string }[]>`select sid from participant_sessions where room_sid = 'long-gone' order by sid`;
  assert.deepEqual(kept.map(({ sid }) => sid), ['stay-1', 'stay-2']);
  await sql`update meetings set status = 'ended', ended_at = now() where id = 'standing'`;
  await forgetSessions(db, 30, isMeetingOpen);
  assert.deepEqual([...(await sql`select sid from participant_sessions where room_sid = 'long-gone'`)], []);
});

test('a worker forgets what ended more than RETENTION_DAYS ago, and nothing else', async () => {
  await sql`insert into workspaces (id) values (${workspaceId})`;
  const names = ['old', 'open', 'young'].map((name) => `${name}-${workspaceId}`);
  const [old = '', open = '', young = ''] = names;
  await remember(old, 31);
  await remember(open, 31, true);
  await remember(young, 29);
  const kept = await startWorkerOn(server.env);
  await kept.stop();
  const all = await readNames(names);
  assert.equal(all['room_sessions']?.length, 3, 'without the setting everything is kept');
  const ofMeetings = (await findTablesOfMeetings(sql)).map(({ table }) => table);
  assert.ok(ofMeetings.length >= 15);
  for (const table of ofMeetings) assert.equal(all[table]?.length, 3, `there is something in ${table}`);
  const worker = await startWorkerOn(server.env, { RETENTION_DAYS: '30' });
  try {
    const both = ['open', 'young'];
    const lasting = { room_sessions: both, participant_sessions: both, ingress_sessions: both, webhook_deliveries: both };
    const told = Object.fromEntries(ofMeetings.map((table) => [table, both]));
    // What a meeting used and cost stays.
    const said = { transcriptions: both, transcription_segments: both };
    const left = { ...told, ...said, meetings: ['old', 'open', 'young'], ...lasting, webhook_attempts: both, api_keys: both, mails: ['young'], audit_entries: ['young'], outbox: ['young'] };
    await eventually(async () => assert.deepEqual(await readNames(names), left), 20_000);
  } finally {
    await worker.stop();
  }
});
