import { sql } from 'drizzle-orm';
import { bigserial, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** Mail to be sent, written in the transaction of what it tells. What was sent or given up stays for its cause. */
export const mails = pgTable(
  'mails',
  {
    id: text('id').primaryKey(),
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    /** What makes it one and the same mail. */
    cause: text('cause').notNull().unique(),
    kind: text('kind').notNull(),
    to: text('to').notNull(),
    accountId: text('account_id'),
    /** Encrypted JSON: it may hold a link that sets a password. Empty once it is sent or given up. */
    data: text('data').notNull(),
    createdAt: time('created_at').notNull().defaultNow(),
    tries: integer('tries').notNull().default(0),
    /** While it is being sent: when another process takes it for lost. */
    nextAttemptAt: time('next_attempt_at').notNull().defaultNow(),
    sentAt: time('sent_at'),
    /** When it was given up. */
    failedAt: time('failed_at'),
    /** What went wrong at the last try. */
    error: text('error'),
  },
  (table) => [
    index('mails_due').on(table.nextAttemptAt).where(sql`${table.sentAt} is null and ${table.failedAt} is null`),
    index('mails_created').on(table.createdAt),
  ],
);
