import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Work that one process does for all: who does it, and until when if nothing more is heard of them. */
export const leases = pgTable('leases', {
  name: text('name').primaryKey(),
  holder: text('holder').notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
});
