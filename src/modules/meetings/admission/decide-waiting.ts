import { and, asc, eq } from 'drizzle-orm';
import { AppError, notFound } from '../../../core/errors.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import type { MeetingsDeps } from '../deps.ts';
import { changeMeeting } from '../events/change-meeting.ts';
import { getMeeting } from '../get-meeting.ts';
import { type MeetingCaller, placeOf, requireHost } from '../meeting-caller.ts';
import { hasSeat, type Person, personColumns, type PersonWithSeat, updatePerson } from '../people/repository.ts';
import { type Meeting, meetingPeople } from '../tables.ts';
import { isAtTheDoor } from './at-the-door.ts';
import { requireNotOver } from './refusals.ts';
import { countFreeSeats, heldSeat, requireSeat } from './seats.ts';
import { tellNoLongerWaiting } from './waiting-events.ts';

type Deps = Pick<MeetingsDeps, 'db' | 'fanout'>;

/** Somebody who waits, as hosts see them. */
export interface WaitingPerson {
  waitingId: string;
  name: string;
  since: string;
}

/** Those who wait and are still there, the longest first; none when the meeting is over. */
export async function listWaiting({ db }: Pick<MeetingsDeps, 'db'>, caller: MeetingCaller): Promise<WaitingPerson[]> {
  requireHost(caller);
  const meeting = await getMeeting(db, placeOf(caller));
  if (meeting.status !== 'active') return [];
  const people = await findWaiting(db, meeting.id);
  return people.map(({ waitingId, name, waitingSince, createdAt }) => {
    return { waitingId: waitingId ?? '', name, since: (waitingSince ?? createdAt).toISOString() };
  });
}

/** Lets somebody in who waits, also when they were let in before. A 409 when they were turned away, or all seats are taken. */
export function admit(deps: Deps, caller: MeetingCaller, waitingId: string): Promise<void> {
  return decide(deps, caller, waitingId, 'admitted', async (tx, meeting, person) => {
    await requireSeat(tx, meeting, person);
    return letIn(tx, person);
  });
}

/** Turns somebody away who waits, also when they were turned away before. A 409 when they were let in. */
export function deny(deps: Deps, caller: MeetingCaller, waitingId: string): Promise<void> {
  return decide(deps, caller, waitingId, 'denied', (tx, _meeting, person) => updatePerson(tx, person, { state: 'denied' }));
}

async function decide(
  deps: Deps,
  caller: MeetingCaller,
  waitingId: string,
  decision: 'admitted' | 'denied',
  write: (tx: Transaction, meeting: Meeting, person: PersonWithSeat) => Promise<Person>,
): Promise<void> {
  requireHost(caller);
  await changeMeeting(deps, placeOf(caller), async (tx, meeting, tell) => {
    requireNotOver(meeting);
    const person = await findByWaitingId(tx, meeting.id, waitingId);
    if (person.state === decision) return;
    if (person.state !== 'waiting') throw new AppError('conflict', `It was decided already: they were ${person.state}.`);
    await tellNoLongerWaiting(tx, tell, await write(tx, meeting, person));
  });
}

/** Lets in who waits and is still there, the longest first, as long as there are seats; a 409 when there is none at all. */
export async function admitAll(deps: Deps, caller: MeetingCaller): Promise<void> {
  requireHost(caller);
  await changeMeeting(deps, placeOf(caller), async (tx, meeting, tell) => {
    requireNotOver(meeting);
    const waiting = await findWaiting(tx, meeting.id);
    const free = Math.max(0, await countFreeSeats(tx, meeting));
    if (waiting.length > 0 && free === 0) throw new AppError('meeting-full', 'Every seat in this meeting is taken.');
    for (const person of waiting.slice(0, free)) await tellNoLongerWaiting(tx, tell, await letIn(tx, person));
  });
}

/** Writes that somebody is let in; there must be a seat for them. */
function letIn(tx: Transaction, person: Person): Promise<Person> {
  return updatePerson(tx, person, { state: 'admitted', ...heldSeat });
}

function findWaiting(db: MeetingsDeps['db'] | Transaction, meetingId: string): Promise<Person[]> {
  return db
    .select(personColumns)
    .from(meetingPeople)
    .where(and(eq(meetingPeople.meetingId, meetingId), isAtTheDoor))
    .orderBy(asc(meetingPeople.waitingSince), asc(meetingPeople.waitingId));
}

async function findByWaitingId(tx: Transaction, meetingId: string, waitingId: string): Promise<PersonWithSeat> {
  const isThey = and(eq(meetingPeople.meetingId, meetingId), eq(meetingPeople.waitingId, waitingId));
  const [person] = await tx.select({ ...personColumns, hasSeat }).from(meetingPeople).where(isThey);
  if (!person) throw notFound('Waiting person');
  return person;
}
