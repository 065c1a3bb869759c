import { sql } from 'drizzle-orm';
import type { NewDomainEvent } from '../../contracts/domain-events.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../db/client.ts';
import { withoutNul } from '../../core/without-nul.ts';
import { outbox } from './tables.ts';

/** The PostgreSQL channel that says, after the commit, that there is something to relay. */
export const outboxChannel = 'plenum_outbox';

/** Writes events in the transaction of the change that they tell; one whose key is known already is dropped. */
export async function emitEvents(tx: Transaction, events: readonly NewDomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({ id: newId('ev'), ...event, data: withoutNul(event.data) }));
  const added = tx.insert(outbox).values(rows).onConflictDoNothing({ target: outbox.key }).returning({ seq: outbox.seq });
  await tx.execute(sql`with added as ${added} select pg_notify(${outboxChannel}, '') from added limit 1`);
}
