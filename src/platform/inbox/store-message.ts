import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { inbox } from './tables.ts';

/** The PostgreSQL channel that says, after the commit, that there is something to handle. */
export const inboxChannel = 'plenum_inbox';

/** Stores a message by its own id, so that a repeated one is the same one. Resolves when it is safe on disk. */
export async function storeMessage(db: Database, id: string, body: string): Promise<void> {
  // One statement, one round trip: it is a transaction of its own, and the notification follows its commit.
  await db.execute(sql`
    with stored as (
      insert into ${inbox} (id, body) values (${id}, ${body}) on conflict (id) do nothing returning 1
    )
    select pg_notify(${inboxChannel}, '') from stored`);
}
