import { and, asc, eq, gt } from 'drizzle-orm';
import { readPages } from '../../../core/read-pages.ts';
import type { Database } from '../../../platform/db/client.ts';
import { readTargets, toStreamView } from '../stream-view.ts';
import { type Stream, streams } from '../tables.ts';

/** The streams of a workspace with where they went, without stream keys. */
export async function* readWorkspaceStreams(db: Database, workspaceId: string): AsyncGenerator<object> {
  const find = (after: Stream | null, limit: number) =>
    db
      .select()
      .from(streams)
      .where(and(eq(streams.workspaceId, workspaceId), gt(streams.seq, after?.seq ?? 0)))
      .orderBy(asc(streams.seq))
      .limit(limit);
  for await (const stream of readPages<Stream>(find)) yield toStreamView(stream, await readTargets(db, stream));
}
