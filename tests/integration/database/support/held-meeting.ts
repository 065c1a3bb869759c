import type postgres from 'postgres';

/** Writes a meeting with one of everything that is remembered of one; `isOver` false: it is still to come. */
export async function rememberMeeting(sql: postgres.Sql, id: string, workspaceId: string, at: Date, isOver: boolean): Promise<void> {
  const status = isOver ? 'ended' : 'scheduled';
  await sql`insert into meetings (id, workspace_id, title, status, admin_token_hash, created_at, scheduled_at, ended_at)
    values (${id}, ${workspaceId}, 'T', ${status}, '', ${at}, '2999-01-01', ${isOver ? at : null})`;
  await sql`insert into meeting_people (meeting_id, participant_id, name, role, state) values (${id}, 'ann', 'Ann', 'host', 'admitted')`;
  await sql`insert into meeting_credentials (meeting_id, credential, participant_id) values (${id}, 'key:k', 'ann')`;
  await sql`insert into meeting_invites (token_hash, meeting_id) values (${id}, ${id})`;
  await sql`insert into meeting_events (meeting_id, seq, type, audience, data, at) values (${id}, 1, 'react', 'everybody', '{}', ${at})`;
  await sql`insert into gateway_stays (id, meeting_id, participant_id, process_id, joined_at, left_at) values (${id}, ${id}, 'ann', 'gw', ${at}, ${at})`;
  await sql`insert into meeting_chat_messages (id, meeting_id, participant_id, participant_name, text, created_at) values (${id}, ${id}, 'ann', 'Ann', 'Hi', ${at})`;
  await sql`insert into meeting_chat_reactions (message_id, participant_id, emoji) values (${id}, 'ann', '👍')`;
  await sql`insert into meeting_notes (meeting_id, content, version, updated_at, event_seq) values (${id}, 'N', 1, ${at}, 1)`;
  await sql`insert into meeting_polls (id, meeting_id, question, type, options) values (${id}, ${id}, 'Why?', 'yes_no', '[]')`;
  await sql`insert into meeting_poll_votes (poll_id, participant_id, option_id) values (${id}, 'ann', 'o')`;
  await sql`insert into meeting_questions (id, meeting_id, participant_id, participant_name, text) values (${id}, ${id}, 'ann', 'Ann', 'Why?')`;
  await sql`insert into meeting_question_upvotes (question_id, participant_id) values (${id}, 'ann')`;
  await sql`insert into meeting_breakouts (id, meeting_id, name, position, closed_at) values (${id}, ${id}, 'Red', 0, ${at})`;
  await sql`insert into meeting_breakout_visitors (meeting_id, participant_id, breakout_id, name) values (${id}, 'ann', ${id}, 'Ann')`;
  await sql`insert into meeting_broadcasts (meeting_id, kind, host_name) values (${id}, 'recording', 'Ann')`;
}

/** What LiveKit told and is to be told, which is gone a moment later. */
const passing = new Set(['meeting_sightings', 'meeting_mutes']);

/** Every table that tells of meetings, also of what was said in them, and how it says of which. */
export async function findTablesOfMeetings(sql: postgres.Sql): Promise<{ table: string; column: string }[]> {
  const rows = await sql<{ table: string; column: string }[]>`
    with recursive told (parent, "table", "column") as (
      select confrelid, conrelid, conkey[1] from pg_constraint where contype = 'f' and confrelid = 'meetings'::regclass
      union
      select c.confrelid, c.conrelid, c.conkey[1] from pg_constraint c join told on c.confrelid = told."table" where c.contype = 'f'
    )
    select distinct on (told."table") told."table"::regclass::text as "table", attname as "column"
    from told join pg_attribute on attrelid = told."table" and attnum = told."column"
    order by told."table", parent = 'meetings'::regclass desc`;
  return rows.filter(({ table }) => !passing.has(table));
}
