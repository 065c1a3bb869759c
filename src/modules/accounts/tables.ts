import { sql } from 'drizzle-orm';
import { bigserial, boolean, check, index, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** What rooms, meetings, keys and money belong to. */
export const workspaces = pgTable(
  'workspaces',
  {
    id: text('id').primaryKey(),
    /** The first administrator's workspace, which PLENUM_API_KEY speaks for. There is one. */
    isFirst: boolean('is_first').notNull().default(false),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('workspaces_first').on(table.isFirst).where(sql`${table.isFirst}`)],
);

export type AccountType = 'personal' | 'company';

/** People who can log in. */
export const accounts = pgTable(
  'accounts',
  {
    id: text('id').primaryKey(),
    /** The order in which they were made. */
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    /** As it was given. */
    email: text('email').notNull(),
    /** The address in small letters, by which it is found and of which there is one. */
    emailKey: text('email_key').notNull().unique(),
    username: text('username'),
    /** The name in small letters, likewise. */
    usernameKey: text('username_key').unique(),
    passwordHash: text('password_hash').notNull(),
    /** The ADMIN_PASSWORD that was applied last, hashed, so that another one is noticed; for the first administrator. */
    passwordSettingHash: text('password_setting_hash'),
    accountType: text('account_type').notNull().$type<AccountType>(),
    /** The one that was made with the account, and to which it returns from a company. */
    ownWorkspaceId: text('own_workspace_id').notNull().unique().references(() => workspaces.id),
    /** The one that its sessions speak for: its own, or its company's. */
    workspaceId: text('workspace_id').notNull().references(() => workspaces.id),
    /** By which others call this person. */
    callId: text('call_id').notNull().unique(),
    isAdmin: boolean('is_admin').notNull().default(false),
    emailVerifiedAt: time('email_verified_at'),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('accounts_list').on(table.seq),
    index('accounts_workspace').on(table.workspaceId),
    check('accounts_call_id', sql`${table.callId} ~ '^[A-HJ-NP-Z2-9]{8}$'`),
  ],
);

export type Account = typeof accounts.$inferSelect;
