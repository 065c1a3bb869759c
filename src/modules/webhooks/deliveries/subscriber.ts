import { sql } from 'drizzle-orm';
import type { DomainEvent } from '../../../contracts/domain-events.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import type { Subscriber } from '../../../platform/outbox/relay.ts';
import { nameMeetings } from '../../meetings/index.ts';
import type { DueDelivery, WebhooksDeps } from '../deps.ts';
import { toMessageBody } from './message-body.ts';

/** Within this time after the commit somebody should have taken a new delivery's lane; else its wake-up was lost. */
const wakeSeconds = 2;

/** Makes a delivery for each event and webhook that asked for it, and wakes a worker for each idle lane after the commit. */
export function createWebhookSubscriber({ wake }: Pick<WebhooksDeps, 'wake'>): Subscriber {
  return async (tx, events) => {
    const firsts = await insertDeliveries(tx, await nameMeetings(tx, events));
    return firsts.length === 0 ? null : () => wake(firsts);
  };
}

/**
 * Makes the deliveries in the order of the events. The lanes are in one order for all, so that two who add do not block
 * each other.
 * @returns the first new delivery of each lane that nobody works on: whoever takes the lane goes on with the rest, and
 * whoever holds one sees by its `additions` that there is more.
 */
async function insertDeliveries(tx: Transaction, events: readonly DomainEvent[]): Promise<DueDelivery[]> {
  const rows = events.map((event) => {
    const { id, name, workspaceId, roomId } = event;
    return { id, name, workspace_id: workspaceId, lane: roomId ?? '', body: toMessageBody(event) };
  });
  return tx.execute<Record<string, unknown> & DueDelivery>(sql`
    with event as (
      select * from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        as (id text, name text, workspace_id text, lane text, body text)) with ordinality
    ), added as (
      insert into webhook_deliveries (id, webhook_id, event_id, event, lane, body, next_attempt_at)
      select 'dl_' || replace(gen_random_uuid()::text, '-', ''), w.id, event.id, name, lane, body, now()
      from event
      join webhooks w on w.workspace_id = event.workspace_id and w.deleted_at is null and w.is_active
        and w.events && array['*', event.name]
      order by event.ordinality
      on conflict (webhook_id, event_id) do nothing
      returning id, webhook_id, lane, seq
    ), lanes as (
      insert into webhook_lanes (webhook_id, lane, expires_at)
      select distinct webhook_id, lane, now() + ${wakeSeconds} * interval '1 second' from added order by 1, 2
      on conflict (webhook_id, lane) do update set additions = webhook_lanes.additions + 1
      returning webhook_id, lane, holder is not null and expires_at > now() as is_held
    )
    select distinct on (webhook_id, lane) id, webhook_id as "webhookId", lane
    from added join lanes using (webhook_id, lane)
    where not is_held order by webhook_id, lane, seq`);
}
