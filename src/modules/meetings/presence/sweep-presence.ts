import { lt, sql } from 'drizzle-orm';
import { runCoalesced } from '../../../core/run-coalesced.ts';
import { forgetThoseWhoWentAway } from '../admission/still-waiting.ts';
import type { MeetingsDeps } from '../deps.ts';
import { carryOutMutes } from './carry-out-mutes.ts';
import { closeStaysOfTheDead } from './gateway-stays.ts';
import { meetingMutes, meetingSightings } from './tables.ts';
import { takeInSightings } from './take-in.ts';

type Deps = Pick<MeetingsDeps, 'db' | 'fanout' | 'livekit'>;

const sweepEveryMs = 1_000;
/** What is younger is being done by whoever wrote it. */
const graceSeconds = 2;

/** Does what killed processes have left: sightings, mutes, the stays of those whose process died; and looks at the door. */
export async function sweepPresence(deps: Deps): Promise<void> {
  await closeStaysOfTheDead(deps);
  await forgetThoseWhoWentAway(deps);
  const seen = await deps.db.selectDistinct({ meetingId: meetingSightings.meetingId }).from(meetingSightings);
  for (const { meetingId } of seen) await takeInSightings(deps, meetingId);
  const isLeft = lt(meetingMutes.createdAt, sql`now() - ${graceSeconds} * interval '1 second'`);
  const { meetingId, participantId } = meetingMutes;
  const mutes = await deps.db.selectDistinct({ meetingId, participantId }).from(meetingMutes).where(isLeft);
  for (const mute of mutes) await carryOutMutes(deps, mute.meetingId, mute.participantId);
}

/** Sweeps now and from then on, until it is stopped. */
export function runPresence(deps: Deps, onError: (error: unknown) => void): { stop(): Promise<void> } {
  const sweep = runCoalesced(() => sweepPresence(deps), onError);
  const timer = setInterval(sweep, sweepEveryMs);
  void sweep();
  return {
    async stop() {
      clearInterval(timer);
      await sweep();
    },
  };
}
