import { sql } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import type { Recording } from '../tables.ts';
import { recordingPreviews } from './tables.ts';

/** The PostgreSQL channel that says, after the commit, that there is a file to look into. */
export const previewsChannel = 'plenum_previews';

/** Asks for the length and the pictures of a file, in the transaction in which it became ready. */
export async function requestPreview(tx: Transaction, { id, objectName }: Recording): Promise<void> {
  if (objectName === null) return;
  await tx.insert(recordingPreviews).values({ recordingId: id, objectName }).onConflictDoNothing();
  await tx.execute(sql`select pg_notify(${previewsChannel}, ${id})`);
}
