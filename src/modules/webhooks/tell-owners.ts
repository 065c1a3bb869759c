import { inArray, isNotNull } from 'drizzle-orm';
import type { OwnersDeps } from './deps.ts';
import { webhooks } from './tables.ts';

const webhooksAtOnce = 100;

/** Has the owners told of webhooks that the server has disabled, each once; whoever does so at the same time takes others. */
export async function tellOwners({ db, tellOwner }: OwnersDeps): Promise<void> {
  await db.transaction(async (tx) => {
    const { id, workspaceId, url, disabledReason, ownerToTellSince } = webhooks;
    const rows = await tx
      .select({ id, workspaceId, url, reason: disabledReason, since: ownerToTellSince })
      .from(webhooks)
      .where(isNotNull(ownerToTellSince))
      .limit(webhooksAtOnce)
      .for('update', { skipLocked: true });
    for (const { id: webhookId, reason, since, ...rest } of rows) {
      if (reason && since) await tellOwner(tx, { webhookId, reason, since, ...rest });
    }
    if (rows.length > 0) await tx.update(webhooks).set({ ownerToTellSince: null }).where(inArray(id, rows.map((row) => row.id)));
  });
}
