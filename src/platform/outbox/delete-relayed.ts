import { lt, sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { outbox } from './tables.ts';

/** Deletes events that were relayed 90 days ago. Until then their keys keep them from being told twice. */
export async function deleteRelayed(db: Database): Promise<void> {
  await db.delete(outbox).where(lt(outbox.relayedAt, sql`now() - interval '90 days'`));
}
