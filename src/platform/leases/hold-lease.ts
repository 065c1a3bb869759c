import { and, eq, gt, lt, or, sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { leases } from './tables.ts';

/** Takes or keeps a lease for `seconds`; false while another process holds it. Time is the database's own. */
export async function holdLease(db: Database, name: string, holder: string, seconds: number): Promise<boolean> {
  const expiresAt = sql`now() + make_interval(secs => ${seconds})`;
  const rows = await db
    .insert(leases)
    .values({ name, holder, expiresAt })
    .onConflictDoUpdate({
      target: leases.name,
      set: { holder, expiresAt },
      setWhere: or(eq(leases.holder, holder), lt(leases.expiresAt, sql`now()`)),
    })
    .returning({ name: leases.name });
  return rows.length > 0;
}

/** Gives a lease back, so that the next process need not wait for it to expire. */
export async function releaseLease(db: Database, name: string, holder: string): Promise<void> {
  await db.delete(leases).where(and(eq(leases.name, name), eq(leases.holder, holder)));
}

/** Whether anybody holds a lease now. */
export async function isLeaseHeld(db: Database, name: string): Promise<boolean> {
  const rows = await db.select({ name: leases.name }).from(leases).where(and(eq(leases.name, name), gt(leases.expiresAt, sql`now()`)));
  return rows.length > 0;
}
