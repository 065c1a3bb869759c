/** A time that somebody was there; `leftAt` is null while they are. */
export interface Span {
  joinedAt: Date;
  leftAt: Date | null;
}

/** Makes one span of those that touch or overlap, in their order. Nothing goes beyond the end of the meeting. */
export function mergeStays(stays: readonly Span[], endedAt: Date | null): Span[] {
  const merged: Span[] = [];
  for (const stay of stays.toSorted((a, b) => a.joinedAt.getTime() - b.joinedAt.getTime())) {
    const { joinedAt } = stay;
    const leftAt = earlier(stay.leftAt, endedAt);
    if (endedAt !== null && joinedAt >= endedAt) continue;
    const last = merged.at(-1);
    if (last && (last.leftAt === null || joinedAt <= last.leftAt)) last.leftAt = later(last.leftAt, leftAt);
    else merged.push({ joinedAt, leftAt });
  }
  return merged;
}

/** The minutes in all, to two places. */
export function minutesOf(spans: readonly Span[], now: Date): number {
  const ms = spans.reduce((sum, { joinedAt, leftAt }) => sum + Math.max(0, (leftAt ?? now).getTime() - joinedAt.getTime()), 0);
  return Math.round(ms / 600) / 100;
}

/** null is never. */
function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return null;
  return a > b ? a : b;
}
