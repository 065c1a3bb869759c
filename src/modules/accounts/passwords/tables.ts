import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { accounts } from '../tables.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** Links that set a new password, by the SHA-256 of their token. One that was used is deleted. */
export const passwordResets = pgTable(
  'password_resets',
  {
    hash: text('hash').primaryKey(),
    accountId: text('account_id').notNull().references(() => accounts.id, { onDelete: 'cascade' }),
    createdAt: time('created_at').notNull().defaultNow(),
    expiresAt: time('expires_at').notNull(),
  },
  (table) => [index('password_resets_account').on(table.accountId), index('password_resets_expired').on(table.expiresAt)],
);
