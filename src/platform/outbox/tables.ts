import { sql } from 'drizzle-orm';
import { bigserial, boolean, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { EventName } from '../../contracts/domain-events.ts';

/** Domain events, written in the transaction of what they tell. The relay hands each to every subscriber, once. */
export const outbox = pgTable(
  'outbox',
  {
    seq: bigserial('seq', { mode: 'number' }).primaryKey(),
    id: text('id').notNull().unique(),
    key: text('key').notNull().unique(),
    name: text('name').notNull().$type<EventName>(),
    workspaceId: text('workspace_id').notNull(),
    roomId: text('room_id'),
    meetingId: text('meeting_id'),
    at: timestamp('at', { withTimezone: true }).notNull(),
    data: jsonb('data').notNull().$type<Record<string, unknown>>(),
    isReconciled: boolean('is_reconciled').notNull().default(false),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    relayedAt: timestamp('relayed_at', { withTimezone: true }),
  },
  (table) => [
    index('outbox_waiting').on(table.seq).where(sql`${table.relayedAt} is null`),
    index('outbox_reconciled').on(table.seq).where(sql`${table.isReconciled}`),
    index('outbox_relayed').on(table.relayedAt),
  ],
);
