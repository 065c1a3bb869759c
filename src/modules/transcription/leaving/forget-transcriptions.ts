import { and, inArray, lt, notInArray, sql } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import { daysAgo, deleteInBatches } from '../../../platform/db/delete-in-batches.ts';
import { transcriptions, transcriptionSegments } from '../tables.ts';

const batchSize = 100;

/** Forgets what was said in transcriptions that ended so many days ago, and that there were any. */
export async function forgetTranscriptions(db: Database, days: number): Promise<void> {
  const { id, status, createdAt, endedAt } = transcriptions;
  const isOld = and(
    notInArray(status, ['active', 'queued', 'running']),
    lt(sql`coalesce(${endedAt}, ${createdAt})`, daysAgo(days)),
  );
  let ids: string[];
  do {
    ids = (await db.select({ id }).from(transcriptions).where(isOld).limit(batchSize)).map((row) => row.id);
    for (const each of ids) await deleteInBatches(db, transcriptionSegments, sql`${transcriptionSegments.transcriptionId} = ${each}`);
    if (ids.length > 0) await db.delete(transcriptions).where(inArray(id, ids));
  } while (ids.length === batchSize);
}
