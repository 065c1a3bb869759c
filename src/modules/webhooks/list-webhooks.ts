import { decodeCursor, type Page, toPage } from '../../core/pagination.ts';
import type { Queryable } from '../../platform/db/client.ts';
import { findWebhooks, type WebhookRow } from './repository.ts';
import { readSeq } from '../../core/read-seq.ts';

/** The webhooks of a workspace, oldest first. */
export async function listWebhooks(
  db: Queryable,
  workspaceId: string,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<Page<WebhookRow>> {
  const after = cursor === undefined ? 0 : readSeq(decodeCursor(cursor, 1)[0]);
  const rows = await findWebhooks(db, workspaceId, after, limit + 1);
  return toPage(rows, limit, ({ seq }) => [String(seq)]);
}
