import type { Money } from '../../../core/money.ts';

/** Somebody's presence, in the main room or a breakout; a person may have several, and in both at once. */
export interface Presence {
  identity: string;
  joinedAt: Date;
  leftAt: Date;
}

export interface MeetingUsage {
  /** From the first join to the last leave. */
  durationMs: number;
  /** The most distinct people at once. */
  peak: number;
}

const msPerMinute = 60_000n;

/** What a meeting has used. Who leaves in the moment in which another joins was not there with them. */
export function measureUsage(presences: readonly Presence[]): MeetingUsage {
  let first = Infinity;
  let last = -Infinity;
  for (const { joinedAt, leftAt } of presences) {
    first = Math.min(first, joinedAt.getTime());
    last = Math.max(last, leftAt.getTime());
  }
  return { durationMs: Math.max(0, presences.length > 0 ? last - first : 0), peak: findPeak(presences) };
}

/** Minutes × peak × rate, exact to the millisecond, rounded half up to a ten-thousandth of a dollar. */
export function meetingCost({ durationMs, peak }: MeetingUsage, ratePerMinute: Money): Money {
  const exact = BigInt(durationMs) * BigInt(peak) * ratePerMinute;
  return (2n * exact + msPerMinute) / (2n * msPerMinute);
}

function findPeak(presences: readonly Presence[]): number {
  const steps = presences
    .map(({ identity, joinedAt, leftAt }) => ({ identity, from: joinedAt.getTime(), to: leftAt.getTime() }))
    .filter(({ from, to }) => from < to)
    .flatMap(({ identity, from, to }) => [{ identity, at: from, change: 1 }, { identity, at: to, change: -1 }])
    .toSorted((a, b) => a.at - b.at || a.change - b.change);
  const present = new Map<string, number>();
  let peak = 0;
  for (const { identity, change } of steps) {
    const places = (present.get(identity) ?? 0) + change;
    if (places === 0) present.delete(identity);
    else present.set(identity, places);
    peak = Math.max(peak, present.size);
  }
  return peak;
}
