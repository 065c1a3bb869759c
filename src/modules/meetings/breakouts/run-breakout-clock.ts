import { lte, sql } from 'drizzle-orm';
import { runCoalesced } from '../../../core/run-coalesced.ts';
import { ignoreNotFound } from '../../../core/errors.ts';
import type { MeetingsDeps } from '../deps.ts';
import { changeMeeting } from '../events/change-meeting.ts';
import { meetings } from '../tables.ts';
import { closeBreakoutsIn } from './close-breakouts.ts';
import { endBreakoutRooms } from './end-rooms.ts';
import { areDue } from './repository.ts';

type Deps = Pick<MeetingsDeps, 'db' | 'fanout' | 'livekit' | 'onError'>;

const everyMs = 1_000;

/**
 * Closes breakouts when their time is over, and puts people out of those that a process closed that died then, until it
 * is stopped. Any number of processes may: what one has done is nothing to do for another.
 */
export function runBreakoutClock(deps: Deps): { stop(): Promise<void> } {
  const tick = runCoalesced(async () => {
    await closeDueBreakouts(deps);
    await endBreakoutRooms(deps);
  }, deps.onError);
  const timer = setInterval(tick, everyMs);
  void tick();
  return {
    async stop() {
      clearInterval(timer);
      await tick();
    },
  };
}

async function closeDueBreakouts(deps: Deps): Promise<void> {
  const due = await deps.db.select({ meetingId: meetings.id }).from(meetings).where(lte(meetings.breakoutsCloseAt, sql`now()`));
  for (const place of due) {
    await changeMeeting(deps, place, async (tx, meeting, tell) => {
      if (areDue(meeting)) await closeBreakoutsIn(tx, meeting, tell);
    }).catch(ignoreNotFound);
  }
}
