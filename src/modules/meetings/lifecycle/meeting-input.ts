import { Type } from 'typebox';
import { invalidField } from '../../../core/errors.ts';

/** What people read; any characters but control characters. */
export const Title = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$',
  description: '1-200 characters, no control characters.',
});

export const DurationMinutes = Type.Integer({ minimum: 1, maximum: 10_080, description: 'How long it is planned to take; it does not end by that.' });

export const Time = Type.String({ format: 'date-time', maxLength: 40, description: 'ISO 8601.' });

/** A time to come; a 400 for one that has passed. */
export function readFutureTime(path: string, text: string): Date {
  const at = readTime(path, text);
  if (at.getTime() <= Date.now()) throw invalidField(path, 'This time has passed: a meeting can only be scheduled ahead.');
  return at;
}

/** Beyond it a year has five digits, which neither the database nor a calendar's file takes. */
const endOfTime = Date.UTC(10_000, 0);

/** A time; a 400 for what is none though it is written as one, such as a leap second, and for one before 1970 or after 9999. */
export function readTime(path: string, text: string): Date {
  const at = new Date(text);
  const ms = at.getTime();
  if (Number.isNaN(ms)) throw invalidField(path, 'There is no such time.');
  if (ms < 0 || ms >= endOfTime) throw invalidField(path, 'This time is not within the years 1970 to 9999.');
  return at;
}
