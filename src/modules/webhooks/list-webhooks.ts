import { type Page, toPage } from '../../core/pagination.ts';
import type { Queryable } from '../../platform/db/client.ts';
import { findWebhooks, type WebhookRow } from './repository.ts';
import { readCursorSeq } from '../../core/read-cursor-seq.ts';

/** The webhooks of a workspace, oldest first. */
export async function listWebhooks(
  db: Queryable,
  workspaceId: string,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<Page<WebhookRow>> {
  const after = readCursorSeq(cursor) ?? 0;
  const rows = await findWebhooks(db, workspaceId, after, limit + 1);
  return toPage(rows, limit, ({ seq }) => [String(seq)]);
}
