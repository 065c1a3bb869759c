import { and, eq, isNotNull, isNull, lt, notExists, sql } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import { findMeetingStays } from '../../rooms/index.ts';
import { changeMeeting, type Tell } from '../events/change-meeting.ts';
import type { MeetingsDeps } from '../deps.ts';
import { type Meeting, meetingPeople, meetings } from '../tables.ts';
import { closeRooms } from './close-rooms.ts';
import { endMeeting } from './end-meeting.ts';
import type { EndingDeps } from './end-held-meeting.ts';
import { readPresences } from './read-presences.ts';
import { countEmptiness } from './state.ts';

type Deps = EndingDeps & Pick<MeetingsDeps, 'emptyMs' | 'unusedMs'>;

const isActive = sql`${meetings.status} = 'active'`;

/**
 * Looks at the meetings in which nobody is, and ends those that have stood empty for long enough. Time in which LiveKit
 * or all workers were away does not count: nobody could come back then.
 */
export async function endEmpty(deps: Deps): Promise<void> {
  const empty = await deps.db.select().from(meetings).where(and(isActive, isNotNull(meetings.emptySince)));
  if (empty.length === 0) return;
  const isAnswering = await deps.livekit.onServer((client) => client.listRooms(['-'])).then(() => true, () => false);
  const now = new Date();
  for (const meeting of empty) await lookAt(deps, meeting, isAnswering, now);
}

async function lookAt(deps: Deps, meeting: Meeting, isAnswering: boolean, now: Date): Promise<void> {
  const { id, emptyCheckedAt } = meeting;
  const counted = isAnswering ? countEmptiness(meeting, now) : { ...meeting, emptyCheckedAt: now };
  // Whoever came meanwhile, or looked, has changed that.
  const isAsSeen = and(eq(meetings.id, id), isActive, isNotNull(meetings.emptySince), sql`${meetings.emptyCheckedAt} is not distinct from ${emptyCheckedAt?.toISOString() ?? null}::timestamptz`);
  await deps.db.update(meetings).set({ emptyMs: counted.emptyMs, emptyCheckedAt: counted.emptyCheckedAt }).where(isAsSeen);
  if (counted.emptyMs >= deps.emptyMs) await endUnlessUsed(deps, id, 'Nobody was in the meeting any more.', isStillEmpty);
}

/** Ends the meetings that began long ago and to which nobody ever came. */
export async function endUnused(deps: Deps): Promise<void> {
  const { meetingId, presentSince } = meetingPeople;
  const someone = deps.db.select({ one: sql`1` }).from(meetingPeople).where(and(eq(meetingId, meetings.id), isNotNull(presentSince)));
  const isOld = lt(meetings.startedAt, new Date(Date.now() - deps.unusedMs));
  const unused = await deps.db.select({ id: meetings.id }).from(meetings).where(and(isActive, isNull(meetings.emptySince), isOld, notExists(someone)));
  for (const { id } of unused) await endUnlessUsed(deps, id, 'Nobody came to the meeting.', isUnused);
}

type Check = (tx: Transaction, meeting: Meeting) => Promise<boolean>;

async function endUnlessUsed(deps: Deps, meetingId: string, reason: string, check: Check): Promise<void> {
  const ended = await changeMeeting(deps, { meetingId }, async (tx: Transaction, meeting: Meeting, tell: Tell) => {
    const isOver = meeting.status === 'active' && (await check(tx, meeting));
    return isOver ? endMeeting(tx, deps, meeting, reason, tell) : null;
  });
  if (ended) await closeRooms(deps, ended).catch(deps.onError);
}

/** Somebody may have come a moment ago, or hold a seat until they have come. */
async function isStillEmpty(tx: Transaction, meeting: Meeting): Promise<boolean> {
  if (meeting.emptySince === null || (await isSeatHeld(tx, meeting))) return false;
  const { id: meetingId, workspaceId } = meeting;
  // Also one of whom nothing was heard for long: the news of their coming may be that old.
  if ((await findMeetingStays(tx, { workspaceId, meetingId, isOpen: true })).length > 0) return false;
  const now = new Date();
  const presences = await readPresences(tx, meeting, now);
  return presences.every(({ leftAt }) => leftAt < now);
}

async function isUnused(tx: Transaction, meeting: Meeting): Promise<boolean> {
  return !(await isSeatHeld(tx, meeting)) && (await readPresences(tx, meeting, new Date())).length === 0;
}

async function isSeatHeld(tx: Transaction, { id }: Meeting): Promise<boolean> {
  const isTaken = and(eq(meetingPeople.meetingId, id), sql`${meetingPeople.seatUntil} > now()`);
  const taken = await tx.select({ one: sql`1` }).from(meetingPeople).where(isTaken).limit(1);
  return taken.length > 0;
}
