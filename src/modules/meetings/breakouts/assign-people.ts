import { and, eq, inArray, ne } from 'drizzle-orm';
import { roomOfBreakout } from '../../../contracts/meetings.ts';
import { invalidField } from '../../../core/errors.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { expelIn } from '../../rooms/index.ts';
import { type ActiveDeps, changeActive } from '../change-active.ts';
import type { Tell } from '../events/change-meeting.ts';
import { type MeetingCaller, requireHost } from '../meeting-caller.ts';
import { hasSeat } from '../people/repository.ts';
import { type Meeting, meetingPeople } from '../tables.ts';
import type { AssignRequest } from '../../../contracts/breakouts.ts';
import { moveVisitor, tellOccupants } from './move-visitor.ts';
import { findBreakoutOf } from './repository.ts';
import { requireOpen } from './require-open.ts';
import { spreadEvenly } from './spread-evenly.ts';
import type { Breakout } from './tables.ts';

/** The breakout of each participantId. */
type Places = ReadonlyMap<string, Breakout>;

/**
 * Says, as a host, who goes to which breakout, and tells those for whom that is news. A 409 when there are none, a 400
 * for somebody or a room that is not of this meeting.
 */
export async function assignPeople(deps: ActiveDeps, caller: MeetingCaller, request: AssignRequest): Promise<void> {
  requireHost(caller);
  const { assignments, shuffle = false } = request;
  if (shuffle === (assignments !== undefined)) throw invalidField('/assignments', 'Send either `assignments` or `shuffle: true`.');
  await changeActive(deps, caller, async (tx, meeting, tell) => {
    const open = await requireOpen(tx, meeting);
    const places = assignments ? await readPlaces(tx, meeting, open, assignments) : await shufflePlaces(tx, meeting, open);
    const hasChanged = await movePeople(tx, meeting, places, tell);
    if (hasChanged) await tellOccupants(tx, meeting, tell);
  });
}

/** Whoever was let in and is just connecting goes with the others. */
async function shufflePlaces(tx: Transaction, { id }: Meeting, open: Breakout[]): Promise<Places> {
  const { participantId, meetingId, role, state } = meetingPeople;
  const people = await tx
    .select({ participantId })
    .from(meetingPeople)
    .where(and(eq(meetingId, id), eq(state, 'admitted'), hasSeat, ne(role, 'host')));
  return new Map(spreadEvenly(people.map((person) => person.participantId), open));
}

async function readPlaces(
  tx: Transaction,
  { id }: Meeting,
  open: Breakout[],
  assignments: NonNullable<AssignRequest['assignments']>,
): Promise<Places> {
  const people = await findAdmitted(tx, id, assignments.map(({ participantId }) => participantId));
  const rooms = new Map(open.map((breakout) => [breakout.id, breakout]));
  return new Map(
    assignments.map(({ participantId, roomId }, i) => {
      const room = rooms.get(roomId);
      if (!room) throw invalidField(`/assignments/${i}/roomId`, 'There is no such breakout open.');
      if (!people.has(participantId)) throw invalidField(`/assignments/${i}/participantId`, 'Nobody of this id was let in to this meeting.');
      return [participantId, room];
    }),
  );
}

async function findAdmitted(tx: Transaction, id: string, participantIds: string[]): Promise<Set<string>> {
  if (participantIds.length === 0) return new Set();
  const { participantId, meetingId, state } = meetingPeople;
  const isOne = and(eq(meetingId, id), eq(state, 'admitted'), inArray(participantId, participantIds));
  const rows = await tx.select({ participantId }).from(meetingPeople).where(isOne);
  return new Set(rows.map((row) => row.participantId));
}

/** @returns whether that was news for anybody. */
async function movePeople(tx: Transaction, meeting: Meeting, places: Places, tell: Tell): Promise<boolean> {
  const { participantId, meetingId, breakoutId } = meetingPeople;
  const before = await tx.select({ participantId, breakoutId }).from(meetingPeople).where(eq(meetingId, meeting.id));
  const moving = before.filter((person) => places.has(person.participantId) && places.get(person.participantId)?.id !== person.breakoutId);
  for (const [breakout, people] of Map.groupBy(moving, (person) => places.get(person.participantId) as Breakout)) {
    const theirs = people.map((person) => person.participantId);
    await tx.update(meetingPeople).set({ breakoutId: breakout.id }).where(and(eq(meetingId, meeting.id), inArray(participantId, theirs)));
    for (const each of theirs) {
      tell({ type: 'breakout:assigned', audience: `person:${each}`, data: { roomId: breakout.id, roomName: breakout.name } });
    }
  }
  for (const person of moving) if (person.breakoutId !== null) await callOut(tx, meeting, tell, person.participantId, person.breakoutId);
  return moving.length > 0;
}

/** Whoever is sent elsewhere has no business any more where they were: if they do not go by themselves, a worker puts them out. */
async function callOut(tx: Transaction, meeting: Meeting, tell: Tell, identity: string, breakoutId: string): Promise<void> {
  const { id, workspaceId } = meeting;
  await expelIn(tx, { workspaceId, roomIds: [roomOfBreakout(id, breakoutId)], identity, before: Date.now() });
  if ((await findBreakoutOf(tx, id, identity)) === breakoutId) await moveVisitor(tx, meeting, tell, { participantId: identity, name: '' }, null);
}
