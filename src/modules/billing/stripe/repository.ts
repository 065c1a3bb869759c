import { eq, or } from 'drizzle-orm';
import type { Queryable } from '../../../platform/db/client.ts';
import { stripeCheckouts as table } from '../tables.ts';

export type CheckoutRow = typeof table.$inferSelect;

type NewCheckoutRow = Pick<CheckoutRow, 'id' | 'workspaceId' | 'amount'>;

export async function insertCheckout(db: Queryable, row: NewCheckoutRow): Promise<void> {
  await db.insert(table).values(row);
}

export async function setSession(db: Queryable, id: string, sessionId: string): Promise<void> {
  await db.update(table).set({ sessionId }).where(eq(table.id, id));
}

/** By Stripe's id, or by ours when Stripe's answer never reached us. */
export async function findCheckout(
  db: Queryable,
  sessionId: string,
  reference: string | null,
): Promise<CheckoutRow | null> {
  const isIt = or(eq(table.sessionId, sessionId), reference === null ? undefined : eq(table.id, reference));
  const rows = await db.select().from(table).where(isIt);
  return rows.find((row) => row.sessionId === sessionId) ?? rows.find((row) => row.sessionId === null) ?? null;
}
