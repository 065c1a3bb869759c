import { asc, isNull, sql } from 'drizzle-orm';
import type { DomainEvent } from '../../contracts/domain-events.ts';
import type { Database, Transaction } from '../db/client.ts';
import { isOneOf } from '../db/is-one-of.ts';
import { outbox } from './tables.ts';

/** Takes events into a subscriber's own tables, in the relay's transaction; what it returns runs after the commit. */
export type Subscriber = (tx: Transaction, events: readonly DomainEvent[]) => Promise<(() => Promise<void>) | null>;

/** The size of a batch. */
export const eventsAtOnce = 200;
/** One relay at a time, so that events of a room reach each subscriber in their order. */
const relayLock = 7_362_111;

/**
 * Hands one batch of waiting events to every subscriber and marks them relayed, all in one transaction.
 * @returns how many there were; call again while it is a full batch. null while another process relays: it has been
 * told of every event as we have.
 */
export async function relayOnce(db: Database, subscribers: readonly Subscriber[]): Promise<number | null> {
  const { count, after } = await db.transaction(async (tx) => {
    if (!(await takeTurn(tx))) return { count: null, after: [] };
    const events = await claimWaiting(tx);
    const wakes = [];
    for (const subscribe of subscribers) wakes.push(events.length > 0 ? await subscribe(tx, events) : null);
    return { count: events.length, after: wakes };
  });
  // Only to be quick: what nobody is woken for, the sweeper finds.
  await Promise.allSettled(after.map((wake) => wake?.()));
  return count;
}

async function takeTurn(tx: Transaction): Promise<boolean> {
  const [turn] = await tx.execute<{ isOurs: boolean }>(sql`select pg_try_advisory_xact_lock(${relayLock}) as "isOurs"`);
  return turn?.isOurs ?? false;
}

/** Marks the first waiting events relayed, in their order. */
async function claimWaiting(tx: Transaction): Promise<DomainEvent[]> {
  const waiting = tx
    .select({ seq: outbox.seq })
    .from(outbox)
    .where(isNull(outbox.relayedAt))
    .orderBy(asc(outbox.seq))
    .limit(eventsAtOnce)
    .for('update', { skipLocked: true });
  const claimed = await tx.update(outbox).set({ relayedAt: sql`now()` }).where(isOneOf(outbox.seq, waiting)).returning();
  return claimed.toSorted((a, b) => a.seq - b.seq);
}
