const unitMs = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** A rate limit: so many requests in a window of so many milliseconds. */
export interface RateLimit {
  count: number;
  windowMs: number;
}

/** Parses `<count>/<n><s|m|h>`, such as `1200/1m`; null for `off`; undefined when it is neither. */
export function parseRateLimit(text: string): RateLimit | null | undefined {
  if (text === 'off') return null;
  const match = /^([1-9]\d{0,8})\/([1-9]\d{0,4})([smh])$/.exec(text);
  if (!match) return undefined;
  return { count: Number(match[1]), windowMs: Number(match[2]) * unitMs[match[3] as keyof typeof unitMs] };
}
