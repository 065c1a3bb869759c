import { AppError } from '../../../core/errors.ts';
import type { PersonState } from '../../../contracts/meetings.ts';
import type { Meeting } from '../tables.ts';

/** Throws a 410 for a meeting that is over. */
export function requireNotOver({ status }: Pick<Meeting, 'status'>): void {
  if (status === 'ended') throw new AppError('meeting-ended', 'This meeting is over.');
  if (status === 'cancelled') throw new AppError('meeting-ended', 'This meeting was cancelled.');
}

/** The same, and a 409 with `scheduledAt` for one that is still to come. */
export function requireStarted(meeting: Pick<Meeting, 'status' | 'scheduledAt'>): void {
  requireNotOver(meeting);
  if (meeting.status !== 'scheduled') return;
  const scheduledAt = meeting.scheduledAt?.toISOString();
  throw new AppError('meeting-not-started', `This meeting starts at ${scheduledAt}.`, { members: { scheduledAt } });
}

/** Throws a 403 for somebody whom a host turned away. */
export function requireWelcome(people: readonly { state: PersonState }[]): void {
  if (people.some(({ state }) => state === 'kicked')) throw new AppError('kicked', 'The host removed you from this meeting.');
  if (people.some(({ state }) => state === 'denied')) throw new AppError('denied', 'The host did not admit you to this meeting.');
}
