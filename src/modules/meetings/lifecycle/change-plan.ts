import { eq } from 'drizzle-orm';
import { AppError } from '../../../core/errors.ts';
import { changeMeeting } from '../events/change-meeting.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { MeetingPlace } from '../repository.ts';
import { type Meeting, meetings } from '../tables.ts';
import { wakeClock } from './require-active.ts';

/** What can be changed of a meeting before it begins. */
export type Plan = Partial<Pick<Meeting, 'title' | 'scheduledAt' | 'durationMinutes'>>;

/** Changes the plan of a scheduled meeting; a 409 for one that has begun or is over. */
export function changePlan(deps: Pick<MeetingsDeps, 'db' | 'fanout'>, place: MeetingPlace, plan: Plan): Promise<Meeting> {
  return changeMeeting(deps, place, async (tx, meeting) => {
    if (meeting.status !== 'scheduled') {
      throw new AppError('conflict', 'Only a scheduled meeting can be changed so. Its settings are changed by PATCH …/settings.');
    }
    if (Object.keys(plan).length === 0) return meeting;
    const [changed] = await tx.update(meetings).set({ ...plan, isChanged: true }).where(eq(meetings.id, meeting.id)).returning();
    await wakeClock(tx);
    return changed ?? meeting;
  });
}
