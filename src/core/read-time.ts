/**
 * A time as text that comes from outside, when it is one that PostgreSQL holds: some that look like times are none, such
 * as leap seconds, or lie before the year 1. Null when it is not.
 */
export function readTime(text: string): Date | null {
  const time = new Date(text);
  const year = time.getUTCFullYear();
  return year >= 1 && year <= 9_999 ? time : null;
}
