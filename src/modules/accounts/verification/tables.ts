import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { accounts } from '../tables.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** Mailed links that prove whose an e-mail address is, by the SHA-256 of their token. */
export const emailVerifications = pgTable(
  'email_verifications',
  {
    hash: text('hash').primaryKey(),
    accountId: text('account_id').notNull().references(() => accounts.id, { onDelete: 'cascade' }),
    /** The address that it was mailed to, in small letters: it proves no other one. */
    emailKey: text('email_key').notNull(),
    createdAt: time('created_at').notNull().defaultNow(),
    expiresAt: time('expires_at').notNull(),
  },
  (table) => [index('email_verifications_account').on(table.accountId), index('email_verifications_expired').on(table.expiresAt)],
);
