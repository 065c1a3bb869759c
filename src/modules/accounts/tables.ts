import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

/** What rooms, meetings, keys and money belong to. */
export const workspaces = pgTable(
  'workspaces',
  {
    id: text('id').primaryKey(),
    /** The first administrator's workspace, which PLENUM_API_KEY speaks for. There is one. */
    isFirst: boolean('is_first').notNull().default(false),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex('workspaces_first').on(table.isFirst).where(sql`${table.isFirst}`)],
);

/** API keys, by the SHA-256 of what the caller sends: 160 random bits need no slow hash. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull().references(() => workspaces.id, { onDelete: 'cascade' }),
    hash: text('hash').notNull().unique(),
    /** The first characters, by which its owner recognises a key. */
    prefix: text('prefix').notNull(),
    label: text('label').notNull(),
    /** null: everything. */
    scopes: text('scopes').array(),
    /** The key came from PLENUM_API_KEY rather than from a caller. */
    isFromEnvironment: boolean('is_from_environment').notNull().default(false),
    expiresAt: timestamp('expires_at', { withTimezone: true }),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('api_keys_workspace').on(table.workspaceId)],
);
