import { bigint, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Role } from '../../contracts/roles.ts';

/**
 * What was decided about people after their tokens were issued. Tokens cannot be called back, so every use of one is
 * held against this table. `identity` is empty for everybody in the room. Times are milliseconds since 1970.
 */
export const accessOverrides = pgTable(
  'access_overrides',
  {
    workspaceId: text('workspace_id').notNull(),
    roomId: text('room_id').notNull(),
    identity: text('identity').notNull(),
    /** A token issued up to then no longer lets its holder in. */
    outBefore: bigint('out_before', { mode: 'number' }),
    /** A token issued up to `roleBefore` holds `role`, whatever it says. */
    roleBefore: bigint('role_before', { mode: 'number' }),
    role: text('role').$type<Role>(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.roomId, table.identity] })],
);
