import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * Workspaces whose account was deleted and of which something is left: a row goes when nothing is. Written with the
 * deletion, so that a process that is killed leaves it to the next.
 */
export const workspaceDeletions = pgTable('workspace_deletions', {
  workspaceId: text('workspace_id').primaryKey(),
  /** Whose own workspace it was. */
  accountId: text('account_id').notNull(),
  requestedAt: timestamp('requested_at', { withTimezone: true }).notNull().defaultNow(),
});
