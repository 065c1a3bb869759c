import { sql } from 'drizzle-orm';
import { createWorkspace } from '../../../src/modules/accounts/index.ts';
import { type Database, connectDatabase } from '../../../src/platform/db/client.ts';

export interface Workspace {
  workspaceId: string;
  apiKey: string;
}

export async function startWorkspace(databaseUrl: string): Promise<Workspace> {
  return withDatabase(databaseUrl, createWorkspace);
}

const atOnce = 100_000;

/** Writes meetings that ended, one a minute, each with what it used: a million by the API would take an hour. */
export async function insertPastMeetings(databaseUrl: string, { workspaceId }: Workspace, count: number): Promise<void> {
  await withDatabase(databaseUrl, async (db) => {
    for (let from = 0; from < count; from += atOnce) await insertBatch(db, workspaceId, from, Math.min(count, from + atOnce));
    await db.execute(sql`analyze meetings`);
  });
}

function insertBatch(db: Database, workspaceId: string, from: number, to: number) {
  return db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = '60s'`);
    await tx.execute(sql`
      insert into meetings (id, workspace_id, title, status, admin_token_hash, created_at, started_at, ended_at, duration_ms, peak_participants, cost)
      select ${workspaceId} || '-' || i, ${workspaceId}, 'Stand-up ' || i, 'ended', '', ended - interval '30 minutes',
        ended - interval '30 minutes', ended, 1800000, 4, 4800
      from (select i, now() - i * interval '1 minute' as ended from generate_series(${from}::int, ${to - 1}::int) i) past`);
  });
}

async function withDatabase<T>(databaseUrl: string, work: (db: Database) => Promise<T>): Promise<T> {
  const { db, close } = connectDatabase(databaseUrl);
  try {
    return await work(db);
  } finally {
    await close();
  }
}
