import { index, integer, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

/** One row per Idempotency-Key and workspace, for 24 hours. A row without a status is a request under way. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    workspaceId: text('workspace_id').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of method, path and body: the same key must mean the same request. */
    requestHash: text('request_hash').notNull(),
    /** Who is working on it; a new one when another request takes it over. */
    claim: text('claim').notNull(),
    claimedAt: timestamp('claimed_at', { withTimezone: true }).notNull().defaultNow(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    status: integer('status'),
    contentType: text('content_type'),
    /** The answer, encrypted, since it may hold a secret that is shown once. */
    body: text('body'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.key] }),
    uniqueIndex('idempotency_keys_claim').on(table.claim),
    index('idempotency_keys_created').on(table.createdAt),
  ],
);
