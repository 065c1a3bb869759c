import { readPages } from '../../../core/read-pages.ts';
import type { Database } from '../../../platform/db/client.ts';
import { findWebhooks, type WebhookRow } from '../repository.ts';
import { toWebhookView } from '../webhook-view.ts';

/** The webhooks of a workspace, without what signs their deliveries. */
export async function* readWorkspaceWebhooks(db: Database, workspaceId: string): AsyncGenerator<object> {
  const find = (after: WebhookRow | null, limit: number) => findWebhooks(db, workspaceId, after?.seq ?? 0, limit);
  for await (const webhook of readPages<WebhookRow>(find)) yield toWebhookView(webhook);
}
