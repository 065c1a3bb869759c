import { type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './client.ts';

const batchSize = 2_000;

/** Deletes rows some at a time: no statement takes long, however many there are. Rows that somebody holds are left. */
export async function deleteInBatches(db: Database, table: PgTable, where: SQL): Promise<void> {
  let count: number;
  do {
    const rows = await db.execute(sql`
      delete from ${table} where ctid = any (array(
        select ctid from ${table} where ${where} limit ${batchSize} for update skip locked
      ))`);
    count = rows.count;
  } while (count === batchSize);
}

/** Before so many days, by the database's clock. */
export function daysAgo(days: number): SQL {
  return sql`now() - ${days}::int * interval '1 day'`;
}
