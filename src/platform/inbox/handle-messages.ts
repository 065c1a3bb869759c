import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { isAmong } from '../db/is-among.ts';
import { inbox } from './tables.ts';

export interface MessageHandler {
  /** What the message is about: those of one subject are handled one after another, others at the same time. */
  subjectOf(body: string): string;
  /** Does what a message asks for, in the transaction that marks it handled. It may come twice and in any order. */
  handle(tx: Transaction, body: string): Promise<void>;
}

/** The size of a batch. */
export const messagesAtOnce = 100;
const maxAttempts = 5;
/** One at a time over all workers: messages of a room are handled in the order in which they came. */
const inboxLock = 7_362_112;
/** Whose turn it is to take messages; who finds it taken leaves them to the holder. */
const turnLock = 7_362_113;

/**
 * Handles one batch of waiting messages in one transaction. When one of them fails, the batch is undone and its
 * messages are tried one by one, so that a bad one holds up nobody; after five tries it stays with its error.
 * @returns how many were taken; call again while it is a full batch. 0 also while another process takes them: it has been
 * told of every message as we have.
 */
export async function handleMessages(db: Database, handler: MessageHandler): Promise<number> {
  try {
    return await handleBatch(db, handler);
  } catch {
    return handleSingly(db, handler);
  }
}

async function handleBatch(db: Database, handler: MessageHandler): Promise<number> {
  return db.transaction(async (tx) => {
    const messages = await claimWaiting(tx, messagesAtOnce);
    if (messages.length === 0) return 0;
    const subjects = Map.groupBy(messages, ({ body }) => handler.subjectOf(body));
    // All of them are waited for: a statement that came after the end of the transaction would not be part of it.
    const results = await Promise.allSettled(
      [...subjects.values()].map(async (bodies) => {
        for (const { body } of bodies) await handler.handle(tx, body);
      }),
    );
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    await markHandled(tx, messages.map(({ seq }) => seq));
    return messages.length;
  });
}

/** No more than a batch, so that what it made is relayed in between. */
async function handleSingly(db: Database, handler: MessageHandler): Promise<number> {
  let count = 0;
  while (count < messagesAtOnce && (await handleOne(db, handler)) > 0) count += 1;
  return count;
}

/** Takes the first waiting message; what it throws is kept with it, and it moves behind its successors by a try. */
async function handleOne(db: Database, handler: MessageHandler): Promise<number> {
  return db.transaction(async (tx) => {
    const [message] = await claimWaiting(tx, 1);
    if (!message) return 0;
    try {
      await tx.transaction((savepoint) => handler.handle(savepoint, message.body));
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

async function takeTurn(tx: Transaction): Promise<boolean> {
  const [turn] = await tx.execute<{ isOurs: boolean }>(sql`
    select case when pg_try_advisory_xact_lock(${turnLock}) then pg_advisory_xact_lock(${inboxLock}) is not null
      else false end as "isOurs"`);
  return turn?.isOurs ?? false;
}

async function claimWaiting(tx: Transaction, limit: number) {
  if (!(await takeTurn(tx))) return [];
  return tx
    .select({ seq: inbox.seq, body: inbox.body })
    .from(inbox)
    .where(and(isNull(inbox.handledAt), lt(inbox.attempts, maxAttempts)))
    .orderBy(asc(inbox.attempts), asc(inbox.seq))
    .limit(limit);
}

async function markHandled(tx: Transaction, seqs: number[]): Promise<void> {
  await tx.update(inbox).set({ handledAt: sql`now()`, error: null }).where(isAmong(inbox.seq, seqs));
}

async function markFailed(tx: Transaction, seq: number, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  await tx.update(inbox).set({ attempts: sql`${inbox.attempts} + 1`, error: reason.slice(0, 1_000) }).where(eq(inbox.seq, seq));
}
