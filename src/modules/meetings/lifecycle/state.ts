import type { MeetingStatus } from '../../../contracts/meetings.ts';
import type { Meeting } from '../tables.ts';

/** What happens to a meeting as a whole. */
export type Act = 'start' | 'end';

const next: Record<MeetingStatus, Partial<Record<Act, MeetingStatus>>> = {
  scheduled: { start: 'active', end: 'cancelled' },
  active: { end: 'ended' },
  ended: {},
  cancelled: {},
};

/** What a meeting becomes by an act; null when the act changes nothing any more. */
export function statusAfter(status: MeetingStatus, act: Act): MeetingStatus | null {
  return next[status][act] ?? null;
}

/** Whether a meeting's time has come. */
export function isDue({ status, scheduledAt }: Pick<Meeting, 'status' | 'scheduledAt'>, now: Date): boolean {
  return status === 'scheduled' && scheduledAt !== null && scheduledAt <= now;
}

/** Between two looks that lie further apart, something was away: who looks, or LiveKit. */
export const longestLookMs = 30_000;

export type Emptiness = Pick<Meeting, 'emptySince' | 'emptyMs' | 'emptyCheckedAt'>;

/** What a look at a meeting in which nobody is adds to the time that it stood empty. */
export function countEmptiness({ emptySince, emptyMs, emptyCheckedAt }: Emptiness, now: Date): Emptiness {
  if (emptySince === null) return { emptySince, emptyMs: 0, emptyCheckedAt: null };
  // Somebody came and went since the last look.
  const isAnew = emptyCheckedAt === null || emptyCheckedAt < emptySince;
  const counted = isAnew ? 0 : emptyMs;
  const lookedMs = now.getTime() - (isAnew ? emptySince : emptyCheckedAt).getTime();
  const isSeen = lookedMs >= 0 && lookedMs <= longestLookMs;
  return { emptySince, emptyMs: counted + (isSeen ? lookedMs : 0), emptyCheckedAt: now };
}
