import { sql } from 'drizzle-orm';
import {
  bigserial,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { EventName } from '../../contracts/domain-events.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

export type DisabledReason = 'gone' | 'failing';

/** Endpoints of customers. A deleted one stays, without its secrets, for as long as its deliveries do. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: text('id').primaryKey(),
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    workspaceId: text('workspace_id').notNull(),
    url: text('url').notNull(),
    /** Names of events, or `*`. */
    events: text('events').array().notNull().$type<(EventName | '*')[]>(),
    /** Encrypted. */
    secret: text('secret').notNull(),
    /** Encrypted; signs beside `secret` until `previousSecretUntil`. */
    previousSecret: text('previous_secret'),
    previousSecretUntil: time('previous_secret_until'),
    isActive: boolean('is_active').notNull().default(true),
    /** Why the server, and not its owner, disabled it. */
    disabledReason: text('disabled_reason').$type<DisabledReason>(),
    /** Since when it is disabled for that reason and its owner has not been told. */
    ownerToTellSince: time('owner_to_tell_since'),
    /** The first failure since the last success. */
    failingSince: time('failing_since'),
    deletedAt: time('deleted_at'),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [
    index('webhooks_list').on(table.workspaceId, table.seq).where(sql`${table.deletedAt} is null`),
    index('webhooks_owner_to_tell').on(table.ownerToTellSince).where(sql`${table.ownerToTellSince} is not null`),
  ],
);

export const deliveryStatuses = ['pending', 'delivered', 'failed'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** One row for each webhook and event. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: text('id').primaryKey(),
    /** The order of the events. */
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    webhookId: text('webhook_id').notNull().references(() => webhooks.id),
    eventId: text('event_id').notNull(),
    event: text('event').notNull().$type<EventName>(),
    /** The room, or empty: first tries of a webhook and lane are made one after another. */
    lane: text('lane').notNull(),
    /** No try was made yet, and later ones of its lane wait for it. */
    isInLane: boolean('is_in_lane').notNull().default(true),
    status: text('status').notNull().default('pending').$type<DeliveryStatus>(),
    /** Since it was made or asked for again by its owner. */
    tries: integer('tries').notNull().default(0),
    /** While a retry is being made: when another process takes it for lost. */
    nextAttemptAt: time('next_attempt_at'),
    /** What is signed, as text, so that every try sends the same bytes. */
    body: text('body').notNull(),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('webhook_deliveries_event').on(table.webhookId, table.eventId),
    index('webhook_deliveries_list').on(table.webhookId, table.seq),
    index('webhook_deliveries_lane').on(table.webhookId, table.lane, table.seq).where(sql`${table.isInLane}`),
    index('webhook_deliveries_status').on(table.status),
    // For what is old: rows come in the order of their times, and so such an index costs next to nothing.
    index('webhook_deliveries_created').using('brin', table.createdAt),
    index('webhook_deliveries_retry')
      .on(table.nextAttemptAt)
      .where(sql`${table.status} = 'pending' and not ${table.isInLane}`),
  ],
);

/** Every try of a delivery. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    seq: bigserial('seq', { mode: 'number' }).primaryKey(),
    deliveryId: text('delivery_id').notNull(),
    at: time('at').notNull(),
    /** null when there was no answer; then `error` says why. */
    statusCode: integer('status_code'),
    ms: integer('ms').notNull(),
    responseBody: text('response_body'),
    error: text('error'),
  },
  (table) => [
    index('webhook_attempts_list').on(table.deliveryId, table.seq),
    index('webhook_attempts_at').using('brin', table.at),
  ],
);

/**
 * The lanes with deliveries that wait for their first try: a row appears with the first and goes with the last. Whoever
 * makes the tries holds a lease on the row, which ends by itself when its process is killed.
 */
export const webhookLanes = pgTable(
  'webhook_lanes',
  {
    webhookId: text('webhook_id').notNull(),
    lane: text('lane').notNull(),
    /** Counts up with every addition, so that a holder that saw the lane empty knows whether it still is. */
    additions: integer('additions').notNull().default(0),
    holder: text('holder'),
    /** The end of the lease, or of the time within which somebody should have taken the lane. */
    expiresAt: time('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.webhookId, table.lane] })],
);
