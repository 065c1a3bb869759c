import { bigserial, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** Who changed what: one row per call that changed something. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: bigserial('id', { mode: 'bigint' }).notNull(),
    workspaceId: text('workspace_id').notNull(),
    /** `key:<keyId>`, `account:<accountId>` or `participant:<identity>`. */
    actor: text('actor').notNull(),
    /** `<thing>.<verb>`, from the route's access. */
    action: text('action').notNull(),
    /** What was changed; null when the process ended before the new thing had an id. */
    target: text('target'),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    /** null when the caller had hung up already. */
    ip: text('ip'),
  },
  // Read backwards for the newest first. There is no index on the id alone: the planner would walk it through all other
  // workspaces' entries to the last of one that has done nothing lately.
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    // For what is old: rows come in the order of their times, and so such an index costs next to nothing.
    index('audit_entries_at').using('brin', table.at),
  ],
);
