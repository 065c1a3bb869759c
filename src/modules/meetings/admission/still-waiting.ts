import { and, eq, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import { ignoreNotFound } from '../../../core/errors.ts';
import type { MeetingsDeps } from '../deps.ts';
import { changeMeeting } from '../events/change-meeting.ts';
import { personColumns } from '../people/repository.ts';
import { meetingPeople } from '../tables.ts';
import { seenAtTheDoor, shownSeconds } from './at-the-door.ts';
import { tellWaiting } from './waiting-events.ts';

type Deps = Pick<MeetingsDeps, 'db' | 'fanout'>;

/** Nobody is written more often than they must be, however often they show themselves. */
const renewedSeconds = 20;

const { meetingId, waitingId, waitingUntil, state } = meetingPeople;
const isWaiting = eq(state, 'waiting');

/** Notes that people are at the door still. Hosts who were told that they had gone are told of them again. */
export async function seeWaiting(deps: Deps, waitingIds: readonly string[]): Promise<void> {
  if (waitingIds.length === 0) return;
  const areThey = and(inArray(waitingId, [...waitingIds]), isWaiting);
  const isOld = sql`${waitingUntil} < now() + ${shownSeconds - renewedSeconds} * interval '1 second'`;
  // Another process may be writing some of them: nobody waits for anybody.
  const old = deps.db.select({ waitingId }).from(meetingPeople).where(and(areThey, isOld)).for('no key update', { skipLocked: true });
  await deps.db.update(meetingPeople).set(seenAtTheDoor).where(inArray(waitingId, old));
  const back = await deps.db.select({ meetingId, waitingId }).from(meetingPeople).where(and(areThey, isNull(waitingUntil)));
  for (const person of back) await showAgain(deps, person.meetingId, person.waitingId ?? '').catch(ignoreNotFound);
}

async function showAgain(deps: Deps, meeting: string, waiting: string): Promise<void> {
  await changeMeeting(deps, { meetingId: meeting }, async (tx, _meeting, tell) => {
    const isBack = and(eq(waitingId, waiting), isWaiting, isNull(waitingUntil));
    const [person] = await tx.update(meetingPeople).set(seenAtTheDoor).where(isBack).returning(personColumns);
    if (person) await tellWaiting(tx, tell, person);
  });
}

/** Tells hosts of those who have not been seen at the door for a while. They may come back to it. */
export async function forgetThoseWhoWentAway(deps: Deps): Promise<void> {
  const isGone = and(isWaiting, isNotNull(waitingUntil), lte(waitingUntil, sql`now()`));
  const gone = await deps.db.selectDistinct({ meetingId }).from(meetingPeople).where(isGone);
  for (const { meetingId: id } of gone) {
    await changeMeeting(deps, { meetingId: id }, async (tx, _meeting, tell) => {
      const isTheirs = and(eq(meetingId, id), isGone);
      const people = await tx.update(meetingPeople).set({ waitingUntil: null }).where(isTheirs).returning(personColumns);
      for (const person of people) await tellWaiting(tx, tell, person, true);
    }).catch(ignoreNotFound);
  }
}
