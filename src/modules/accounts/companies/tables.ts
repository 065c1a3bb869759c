import { bigserial, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { accounts, workspaces } from '../tables.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** Several accounts with one workspace: that of the account that made the company. */
export const companies = pgTable('companies', {
  id: text('id').primaryKey(),
  workspaceId: text('workspace_id').notNull().unique().references(() => workspaces.id),
  name: text('name').notNull(),
  /** SHA-256 of the code that lets others in; a new code takes its place. */
  inviteCodeHash: text('invite_code_hash').notNull().unique(),
  createdAt: time('created_at').notNull().defaultNow(),
});

export type Company = typeof companies.$inferSelect;
export type CompanyRole = 'owner' | 'member';

/** Who is in which company: an account is in one at most. */
export const memberships = pgTable(
  'memberships',
  {
    accountId: text('account_id').primaryKey().references(() => accounts.id, { onDelete: 'cascade' }),
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    companyId: text('company_id').notNull().references(() => companies.id, { onDelete: 'cascade' }),
    role: text('role').notNull().$type<CompanyRole>(),
    joinedAt: time('joined_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('memberships_list').on(table.companyId, table.seq)],
);
