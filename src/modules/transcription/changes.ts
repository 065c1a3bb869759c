import { sql } from 'drizzle-orm';
import type { Queryable } from '../../platform/db/client.ts';

/** The PostgreSQL channel that names, after the commit, a transcription with which a transcriber has something to do. */
export const transcriptionsChannel = 'plenum_transcriptions';

/** Tells all transcribers of a change. */
export async function notifyTranscribers(db: Queryable, transcriptionId: string): Promise<void> {
  await db.execute(sql`select pg_notify(${transcriptionsChannel}, ${transcriptionId})`);
}
