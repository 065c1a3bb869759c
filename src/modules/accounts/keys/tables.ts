import { bigserial, boolean, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { accounts, workspaces } from '../tables.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** API keys, by the SHA-256 of what the caller sends: 200 random bits need no slow hash. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: text('id').primaryKey(),
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    workspaceId: text('workspace_id').notNull().references(() => workspaces.id, { onDelete: 'cascade' }),
    /** Who made it, or made the key that made it: it ends when they leave the workspace. */
    accountId: text('account_id').references(() => accounts.id, { onDelete: 'set null' }),
    hash: text('hash').notNull().unique(),
    /** The first characters, by which its owner recognises a key. */
    prefix: text('prefix').notNull(),
    label: text('label').notNull(),
    /** null: everything. */
    scopes: text('scopes').array(),
    /** The key came from PLENUM_API_KEY rather than from a caller. */
    isFromEnvironment: boolean('is_from_environment').notNull().default(false),
    expiresAt: time('expires_at'),
    revokedAt: time('revoked_at'),
    /** To the minute. */
    lastUsedAt: time('last_used_at'),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [index('api_keys_workspace').on(table.workspaceId, table.seq), index('api_keys_account').on(table.accountId)],
);

export type ApiKey = typeof apiKeys.$inferSelect;
