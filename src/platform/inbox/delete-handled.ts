import { lt, sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { inbox } from './tables.ts';

/** Deletes messages that were handled a week ago; nobody repeats a message for so long. */
export async function deleteHandled(db: Database): Promise<void> {
  await db.delete(inbox).where(lt(inbox.handledAt, sql`now() - interval '7 days'`));
}
