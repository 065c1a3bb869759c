import { eq, sql } from 'drizzle-orm';
import { textOf } from '../../core/text-of.ts';
import type { Database, Transaction } from '../db/client.ts';
import { inbox } from './tables.ts';

export interface MessageHandler {
  /** What the message is about: those of one subject are handled one after another, others at the same time. */
  subjectOf(body: string): string;
  /** Does what a message asks for, in the transaction that marks it handled. It may come twice and in any order. */
  handle(tx: Transaction, body: string): Promise<void>;
}

interface Message {
  seq: number;
  body: string;
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
 * @returns how many were taken; call again while it is a full batch. null while another process takes them: it has been
 * told of every message as we have.
 */
export async function handleMessages(db: Database, handler: MessageHandler): Promise<number | null> {
  try {
    return await handleBatch(db, handler);
  } catch {
    return handleSingly(db, handler);
  }
}

async function handleBatch(db: Database, handler: MessageHandler): Promise<number | null> {
  return db.transaction(async (tx) => {
    const messages = await claimWaiting(tx, messagesAtOnce);
    if (messages === null || messages.length === 0) return messages && 0;
    const subjects = Map.groupBy(messages, ({ body }) => handler.subjectOf(body));
    // All of them are waited for: a statement that came after the end of the transaction would not be part of it.
    const results = await Promise.allSettled(
      [...subjects.values()].map(async (bodies) => {
        for (const { body } of bodies) await handler.handle(tx, body);
      }),
    );
    for (const result of results) if (result.status === 'rejected') throw result.reason;
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
    const [message] = (await claimWaiting(tx, 1)) ?? [];
    if (!message) return 0;
    try {
      await tx.transaction((savepoint) => handler.handle(savepoint, message.body));
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

/**
 * Marks the first waiting messages handled, in their order, unless another process is at it: then null. One statement,
 * so one round trip. What the last holder has handled since it began is seen again by `for update` and left out.
 */
async function claimWaiting(tx: Transaction, limit: number): Promise<Message[] | null> {
  const rows = await tx.execute<{ isOurs: boolean; seq: number | null; body: string }>(sql`
    with turn as materialized (
      select case when pg_try_advisory_xact_lock(${turnLock}) then pg_advisory_xact_lock(${inboxLock}) is not null
        else false end as is_ours
    ), claimed as (
      update inbox set handled_at = now(), error = null
      where seq in (
        select seq from inbox, turn where is_ours and handled_at is null and attempts < ${maxAttempts}
        order by attempts, seq limit ${limit} for update of inbox
      )
      returning seq::float8, body, attempts
    )
    select is_ours as "isOurs", seq, body from turn left join claimed on true order by attempts, seq`);
  if (rows[0]?.isOurs !== true) return null;
  return rows.flatMap(({ seq, body }) => (seq === null ? [] : { seq, body }));
}

async function markFailed(tx: Transaction, seq: number, error: unknown): Promise<void> {
  const reason = textOf(error);
  const failed = { handledAt: null, attempts: sql`${inbox.attempts} + 1`, error: reason.slice(0, 1_000) };
  await tx.update(inbox).set(failed).where(eq(inbox.seq, seq));
}
