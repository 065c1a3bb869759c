import { eq } from 'drizzle-orm';
import { AppError } from '../../../core/errors.ts';
import { newId } from '../../../core/ids.ts';
import { type ActiveDeps, changeActive } from '../change-active.ts';
import { type MeetingCaller, requireHost } from '../meeting-caller.ts';
import { meetings } from '../tables.ts';
import type { BreakoutsRequest } from '../../../contracts/breakouts.ts';
import { type BreakoutList, readBreakouts } from './breakout-view.ts';
import { closeBreakoutsIn } from './close-breakouts.ts';
import { areDue, findOpen } from './repository.ts';
import { breakouts } from './tables.ts';

/** So many in all: whoever is kicked is kept out of each that there ever was. */
const breakoutsEach = 500;

/** Makes rooms beside the main one, as a host. A 409 while there are some, or when there were very many. */
export async function createBreakouts(
  deps: ActiveDeps,
  caller: MeetingCaller,
  { rooms, durationSeconds }: BreakoutsRequest,
): Promise<BreakoutList> {
  requireHost(caller);
  return changeActive(deps, caller, async (tx, meeting, tell) => {
    if (areDue(meeting)) await closeBreakoutsIn(tx, meeting, tell);
    else if ((await findOpen(tx, meeting)).length > 0) throw new AppError('conflict', 'There are breakouts already. Close them first.');
    if ((await tx.$count(breakouts, eq(breakouts.meetingId, meeting.id))) + rooms.length > breakoutsEach) {
      throw new AppError('conflict', `A meeting has at most ${breakoutsEach} breakouts in all.`);
    }
    const breakoutsCloseAt = durationSeconds === undefined ? null : new Date(Date.now() + durationSeconds * 1_000);
    await tx.insert(breakouts).values(rooms.map((name, position) => ({ id: newId('br'), meetingId: meeting.id, name, position })));
    await tx.update(meetings).set({ breakoutsCloseAt }).where(eq(meetings.id, meeting.id));
    const list = await readBreakouts(tx, { ...meeting, breakoutsCloseAt });
    tell({ type: 'breakout:created', audience: 'everybody', data: list });
    return list;
  });
}
