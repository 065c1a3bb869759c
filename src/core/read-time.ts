import { invalidField } from './errors.ts';

/**
 * A time as text that comes from outside, when it is one that PostgreSQL holds: some that look like times are none, such
 * as leap seconds, or lie before the year 1. Null when it is not.
 */
export function readTime(text: string): Date | null {
  const time = new Date(text);
  const year = time.getUTCFullYear();
  return year >= 1 && year <= 9_999 ? time : null;
}

/** The same, of a field at this path: a 400 when it is none. */
export function requireTime(text: string, path: string): Date {
  const time = readTime(text);
  if (time === null) throw invalidField(path, 'must be a time in the years 1 to 9999, without a leap second');
  return time;
}
