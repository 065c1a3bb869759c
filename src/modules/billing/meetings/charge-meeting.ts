import { formatUsd, type Money } from '../../../core/money.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { postOutsideEntry } from '../ledger/post-outside-entry.ts';
import { findEntryByCause } from '../ledger/repository.ts';
import { tellLowBalance } from '../ledger/tell-low-balance.ts';
import { readRate } from '../settings/settings.ts';
import { measureUsage, meetingCost, type MeetingUsage, type Presence } from './meeting-cost.ts';

export interface EndedMeeting {
  workspaceId: string;
  meetingId: string;
  title: string;
  /** Everybody's presences, all closed; without recorders and the like. */
  intervals: readonly Presence[];
  /** Guest meetings are free. */
  isGuest?: boolean;
}

export interface BillingPolicy {
  /** BILLING_ENABLED: else everything is free. */
  isEnabled: boolean;
}

/** What a meeting used and what was charged for it. */
export type MeetingCharge = MeetingUsage & { cost: Money };

/**
 * Charges a meeting, in the transaction that ends it, once: whatever turns up later, `cost` stays what it was then.
 * What it has used is always told, also where it costs nothing.
 */
export async function chargeMeeting(
  tx: Transaction,
  meeting: EndedMeeting,
  { isEnabled }: BillingPolicy,
): Promise<MeetingCharge> {
  const usage = measureUsage(meeting.intervals);
  if (!isEnabled || meeting.isGuest) return { ...usage, cost: 0n };
  const rate = await readRate(tx);
  const cost = meetingCost(usage, rate);
  const { workspaceId, meetingId } = meeting;
  const description = describe(meeting.title, usage, rate);
  const entry = await postOutsideEntry(tx, {
    workspaceId,
    type: 'meeting_charge',
    amount: -cost,
    cause: causeOf(meetingId),
    description,
  });
  if (!entry) return { ...usage, cost: await readCharge(tx, meetingId) };
  await tellLowBalance(tx, entry, meetingId);
  return { ...usage, cost };
}

const causeOf = (meetingId: string) => `meeting:${meetingId}`;

async function readCharge(tx: Transaction, meetingId: string): Promise<Money> {
  const entry = await findEntryByCause(tx, causeOf(meetingId));
  return entry ? -entry.amount : 0n;
}

function describe(title: string, { durationMs, peak }: MeetingUsage, rate: Money): string {
  const minutes = (durationMs / 60_000).toFixed(2);
  return `Meeting “${title.slice(0, 200)}”: ${minutes} min × ${peak} × $${formatUsd(rate)}`;
}
