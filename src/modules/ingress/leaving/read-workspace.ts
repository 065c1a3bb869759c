import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import { readPages } from '../../../core/read-pages.ts';
import type { Database } from '../../../platform/db/client.ts';
import type { IngressRow } from '../repository.ts';
import { ingress as table } from '../tables.ts';

/** The stream keys of a workspace, without the keys. */
export async function* readWorkspaceIngress(db: Database, workspaceId: string): AsyncGenerator<object> {
  const find = (after: IngressRow | null, limit: number) =>
    db
      .select()
      .from(table)
      .where(and(eq(table.workspaceId, workspaceId), isNull(table.deletedAt), gt(table.seq, after?.seq ?? 0)))
      .orderBy(asc(table.seq))
      .limit(limit);
  for await (const { seq: _, workspaceId: __, streamKey: ___, deletedAt: ____, ...shown } of readPages<IngressRow>(find)) yield shown;
}
