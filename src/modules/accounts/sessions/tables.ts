import { bigserial, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { accounts } from '../tables.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** Logins, by the SHA-256 of what the cookie holds. One that has ended is deleted. */
export const sessions = pgTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    accountId: text('account_id').notNull().references(() => accounts.id, { onDelete: 'cascade' }),
    hash: text('hash').notNull().unique(),
    ip: text('ip'),
    userAgent: text('user_agent'),
    createdAt: time('created_at').notNull().defaultNow(),
    /** To the minute. */
    lastSeenAt: time('last_seen_at').notNull().defaultNow(),
    /** Moves on while the session is used. */
    expiresAt: time('expires_at').notNull(),
  },
  (table) => [index('sessions_account').on(table.accountId, table.seq), index('sessions_expired').on(table.expiresAt)],
);

export type Session = typeof sessions.$inferSelect;
