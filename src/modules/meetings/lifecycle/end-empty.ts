import { and, eq, gt, isNotNull, isNull, lt, notExists, sql } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import { findMeetingStays } from '../../rooms/index.ts';
import { changeMeeting, type Tell } from '../events/change-meeting.ts';
import type { MeetingsDeps } from '../deps.ts';
import { gatewayProcesses, type Meeting, meetingPeople, meetings } from '../tables.ts';
import { closeRooms } from './close-rooms.ts';
import { endMeeting } from './end-meeting.ts';
import type { EndingDeps } from './end-held-meeting.ts';
import { readPresences, unseenSeconds } from './read-presences.ts';
import { countEmptiness } from './state.ts';

type Deps = EndingDeps & Pick<MeetingsDeps, 'emptyMs' | 'unusedMs'>;

const isActive = sql`${meetings.status} = 'active'`;

/**
 * Looks at the meetings in which nobody is, and ends those that have stood empty for long enough. Time in which LiveKit,
 * all workers or all API processes were away does not count: nobody could come back then.
 */
export async function endEmpty(deps: Deps): Promise<void> {
  const empty = await deps.db.select().from(meetings).where(and(isActive, isNotNull(meetings.emptySince)));
  if (empty.length === 0) return;
  const isOpen = (await isLivekitThere(deps)) && (await isGatewayThere(deps));
  const now = new Date();
  for (const meeting of empty) await lookAt(deps, meeting, isOpen, now);
}

function isLivekitThere({ livekit }: Deps): Promise<boolean> {
  return livekit.onServer((client) => client.listRooms(['-'])).then(() => true, () => false);
}

/** Each API process gives a sign of life. */
async function isGatewayThere({ db }: Deps): Promise<boolean> {
  return (await db.$count(gatewayProcesses, gt(gatewayProcesses.seenAt, sql`now() - ${unseenSeconds} * interval '1 second'`))) > 0;
}

async function lookAt(deps: Deps, meeting: Meeting, isOpen: boolean, now: Date): Promise<void> {
  const { id, emptyCheckedAt } = meeting;
  const counted = isOpen ? countEmptiness(meeting, now) : { ...meeting, emptyCheckedAt: now };
  // Whoever came meanwhile, or looked, has changed that.
  const isAsSeen = and(eq(meetings.id, id), isActive, isNotNull(meetings.emptySince), sql`${meetings.emptyCheckedAt} is not distinct from ${emptyCheckedAt?.toISOString() ?? null}::timestamptz`);
  const change = { emptyMs: counted.emptyMs, emptyCheckedAt: counted.emptyCheckedAt };
  const noted = await deps.db.update(meetings).set(change).where(isAsSeen).returning({ id: meetings.id });
  if (noted.length > 0 && counted.emptyMs >= deps.emptyMs) await endUnlessUsed(deps, id, 'Nobody was in the meeting any more.', isStillEmpty);
}

/** Ends the meetings that began long ago and to which nobody came of whom we heard in time. */
export async function endUnused(deps: Deps): Promise<void> {
  const { meetingId, presentSince } = meetingPeople;
  const someone = deps.db.select({ one: sql`1` }).from(meetingPeople).where(and(eq(meetingId, meetings.id), isNotNull(presentSince)));
  const isOld = lt(meetings.startedAt, new Date(Date.now() - deps.unusedMs));
  const unused = await deps.db.select({ id: meetings.id }).from(meetings).where(and(isActive, isNull(meetings.emptySince), isOld, notExists(someone)));
  for (const { id } of unused) await endUnlessUsed(deps, id, 'Nobody came to the meeting.', isDeserted);
}

type Check = (tx: Transaction, meeting: Meeting) => Promise<boolean>;

async function endUnlessUsed(deps: Deps, meetingId: string, reason: string, check: Check): Promise<void> {
  const ended = await changeMeeting(deps, { meetingId }, async (tx: Transaction, meeting: Meeting, tell: Tell) => {
    const isOver = meeting.status === 'active' && (await check(tx, meeting));
    return isOver ? endMeeting(tx, deps, meeting, reason, tell) : null;
  });
  if (ended) await closeRooms(deps, ended).catch(deps.onError);
}

async function isStillEmpty(tx: Transaction, meeting: Meeting): Promise<boolean> {
  return meeting.emptySince !== null && isDeserted(tx, meeting);
}

/** Somebody may have come a moment ago, or hold a seat until they have come. */
async function isDeserted(tx: Transaction, meeting: Meeting): Promise<boolean> {
  if (await isSeatHeld(tx, meeting)) return false;
  const { id: meetingId, workspaceId } = meeting;
  // Also one of whom nothing was heard for long: the news of their coming may be that old.
  if ((await findMeetingStays(tx, { workspaceId, meetingId, isOpen: true })).length > 0) return false;
  const now = new Date();
  const presences = await readPresences(tx, meeting, now);
  return presences.every(({ leftAt }) => leftAt < now);
}

async function isSeatHeld(tx: Transaction, { id }: Meeting): Promise<boolean> {
  const isTaken = and(eq(meetingPeople.meetingId, id), sql`${meetingPeople.seatUntil} > now()`);
  const taken = await tx.select({ one: sql`1` }).from(meetingPeople).where(isTaken).limit(1);
  return taken.length > 0;
}
