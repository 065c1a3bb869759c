import { and, asc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { inbox } from './tables.ts';

/** Does what a message asks for, in the transaction that marks it handled. It may come twice and in any order. */
export type MessageHandler = (tx: Transaction, body: string) => Promise<void>;

const batchSize = 100;
const maxAttempts = 5;
/** One at a time over all workers: messages of a room are handled in the order in which they came. */
const inboxLock = 7_362_112;

/**
 * Handles one batch of waiting messages in one transaction. When one of them fails, the batch is undone and its
 * messages are tried one by one, so that a bad one holds up nobody; after five tries it stays with its error.
 * @returns how many were taken; call again while there were any.
 */
export async function handleMessages(db: Database, handle: MessageHandler): Promise<number> {
  try {
    return await handleBatch(db, handle, batchSize);
  } catch {
    return handleSingly(db, handle);
  }
}

async function handleBatch(db: Database, handle: MessageHandler, limit: number): Promise<number> {
  return db.transaction(async (tx) => {
    const messages = await claimWaiting(tx, limit);
    for (const { body } of messages) await handle(tx, body);
    await markHandled(tx, messages.map(({ seq }) => seq));
    return messages.length;
  });
}

async function handleSingly(db: Database, handle: MessageHandler): Promise<number> {
  let count = 0;
  for (;;) {
    const taken = await handleOne(db, handle);
    if (taken === 0) return count;
    count += taken;
  }
}

/** Takes the first waiting message; what it throws is kept with it, and it moves behind its successors by a try. */
async function handleOne(db: Database, handle: MessageHandler): Promise<number> {
  return db.transaction(async (tx) => {
    const [message] = await claimWaiting(tx, 1);
    if (!message) return 0;
    try {
      await tx.transaction((savepoint) => handle(savepoint, message.body));
      await markHandled(tx, [message.seq]);
    } catch (error) {
      await markFailed(tx, message.seq, error);
    }
    return 1;
  });
}

/** Keeps everything else that records evidence waiting until this transaction ends. */
export async function lockInbox(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${inboxLock})`);
}

async function claimWaiting(tx: Transaction, limit: number) {
  await lockInbox(tx);
  return tx
    .select({ seq: inbox.seq, body: inbox.body })
    .from(inbox)
    .where(and(isNull(inbox.handledAt), lt(inbox.attempts, maxAttempts)))
    .orderBy(asc(inbox.attempts), asc(inbox.seq))
    .limit(limit);
}

async function markHandled(tx: Transaction, seqs: number[]): Promise<void> {
  if (seqs.length > 0) await tx.update(inbox).set({ handledAt: sql`now()`, error: null }).where(inArray(inbox.seq, seqs));
}

async function markFailed(tx: Transaction, seq: number, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  await tx.update(inbox).set({ attempts: sql`${inbox.attempts} + 1`, error: reason.slice(0, 1_000) }).where(eq(inbox.seq, seq));
}
