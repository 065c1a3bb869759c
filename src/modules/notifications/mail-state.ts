import type { Database } from '../../platform/db/client.ts';
import { holdLease, isLeaseHeld, releaseLease } from '../../platform/leases/hold-lease.ts';

/** A lease of all workers together: whoever finds that mail works renews it. */
const name = 'mail-works';
const holder = 'workers';
/** Some times as long as a worker lets pass between two looks. */
const seconds = 150;

/** Writes down for all processes whether mail can be sent. */
export async function noteMailWorks(db: Database, works: boolean): Promise<void> {
  if (works) await holdLease(db, name, holder, seconds);
  else await releaseLease(db, name, holder);
}

/** Whether a worker has found, not long ago, that mail can be sent. */
export function isMailWorking(db: Database): Promise<boolean> {
  return isLeaseHeld(db, name);
}
