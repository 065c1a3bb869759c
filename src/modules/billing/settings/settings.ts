import type { Money } from '../../../core/money.ts';
import type { Queryable } from '../../../platform/db/client.ts';
import { billingSettings } from '../tables.ts';

/** $0.0040 until an administrator sets another. */
const defaultRate = 40n;

/** What a participant's minute costs now. */
export async function readRate(db: Queryable): Promise<Money> {
  const [row] = await db.select({ rate: billingSettings.ratePerParticipantMinute }).from(billingSettings);
  return row?.rate ?? defaultRate;
}

/** Sets what a participant's minute costs in meetings that end from now on. */
export async function setRate(db: Queryable, ratePerParticipantMinute: Money): Promise<void> {
  const set = { ratePerParticipantMinute };
  await db.insert(billingSettings).values(set).onConflictDoUpdate({ target: billingSettings.id, set });
}
