import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { newId } from '../../core/ids.ts';
import type { Queryable } from '../../platform/db/client.ts';
import { type DisabledReason, webhooks as table } from './tables.ts';

export type WebhookRow = typeof table.$inferSelect;

/** Where a webhook is: another workspace's is not found. */
export interface WebhookPlace {
  workspaceId: string;
  webhookId: string;
}

const isAt = ({ workspaceId, webhookId }: WebhookPlace) =>
  and(eq(table.id, webhookId), eq(table.workspaceId, workspaceId), isNull(table.deletedAt));

export async function findWebhook(db: Queryable, place: WebhookPlace): Promise<WebhookRow | null> {
  const [row] = await db.select().from(table).where(isAt(place));
  return row ?? null;
}

/** In the order in which they were made, from after `afterSeq` on. */
export async function findWebhooks(
  db: Queryable,
  workspaceId: string,
  afterSeq: number,
  limit: number,
): Promise<WebhookRow[]> {
  return db
    .select()
    .from(table)
    .where(and(eq(table.workspaceId, workspaceId), isNull(table.deletedAt), gt(table.seq, afterSeq)))
    .orderBy(asc(table.seq))
    .limit(limit);
}

export type NewWebhook = Pick<typeof table.$inferInsert, 'workspaceId' | 'url' | 'events' | 'secret'>;

export async function insertWebhook(db: Queryable, webhook: NewWebhook): Promise<WebhookRow> {
  const [row] = await db.insert(table).values({ id: newId('wh'), ...webhook }).returning();
  if (!row) throw new Error('No row came back.');
  return row;
}

export type WebhookChange = Partial<Pick<WebhookRow, 'url' | 'events' | 'isActive'>>;

/** An activation by the owner forgets why it was disabled, and a new URL has not failed yet. */
export async function updateWebhook(
  db: Queryable,
  place: WebhookPlace,
  change: WebhookChange,
): Promise<WebhookRow | null> {
  const set = {
    ...change,
    ...(change.isActive ? { disabledReason: null, ownerToTellSince: null } : {}),
    failingSince: change.isActive || change.url !== undefined ? null : table.failingSince,
  };
  const [row] = await db.update(table).set(set).where(isAt(place)).returning();
  return row ?? null;
}

/** The secret until now goes on signing for 24 hours. */
export async function replaceSecret(db: Queryable, place: WebhookPlace, secret: string): Promise<boolean> {
  const rows = await db
    .update(table)
    .set({ secret, previousSecret: table.secret, previousSecretUntil: sql`now() + interval '24 hours'` })
    .where(isAt(place))
    .returning({ id: table.id });
  return rows.length > 0;
}

const deleted = { deletedAt: sql`now()`, isActive: false, secret: '', previousSecret: null, ownerToTellSince: null };

export async function markDeleted(db: Queryable, place: WebhookPlace): Promise<boolean> {
  const rows = await db
    .update(table)
    .set(deleted)
    .where(isAt(place))
    .returning({ id: table.id });
  return rows.length > 0;
}

/** The PostgreSQL channel that says, after the commit, that an owner is to be told of a disabled webhook. */
export const ownersChannel = 'plenum_webhook_owners';
/** All of a workspace; whoever delivers stops when it sees that. */
export async function markAllDeleted(db: Queryable, workspaceId: string): Promise<void> {
  await db.update(table).set(deleted).where(and(eq(table.workspaceId, workspaceId), isNull(table.deletedAt)));
}

/** Disables a webhook in the server's name; nothing when it is disabled already. */
export async function markDisabled(db: Queryable, webhookId: string, reason: DisabledReason): Promise<void> {
  const rows = await db
    .update(table)
    .set({ isActive: false, disabledReason: reason, ownerToTellSince: sql`now()` })
    .where(and(eq(table.id, webhookId), eq(table.isActive, true)))
    .returning({ id: table.id });
  if (rows.length > 0) await db.execute(sql`select pg_notify(${ownersChannel}, '')`);
}
