import { type Static, Type } from 'typebox';
import type { Queryable } from '../../../platform/db/client.ts';
import type { Meeting } from '../tables.ts';
import { findAssigned, findInside, findOpen, type Occupant } from './repository.ts';

const Somebody = Type.Object({ participantId: Type.String(), name: Type.String() });

export const BreakoutView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  participantCount: Type.Integer(),
  participants: Type.Array(Somebody, { description: 'Those who are in it now.' }),
  assigned: Type.Array(Somebody, { description: 'Those who may go there, besides hosts.' }),
});
export type BreakoutView = Static<typeof BreakoutView>;

/** What lists, answers and events say of the breakouts of a meeting. */
export const BreakoutList = Type.Object({
  rooms: Type.Array(BreakoutView),
  closesAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description: 'When they close by themselves.' }),
});
export type BreakoutList = Static<typeof BreakoutList>;

/** The breakouts of a meeting that are open, and who is in them. */
export async function readBreakouts(db: Queryable, meeting: Meeting): Promise<BreakoutList> {
  const open = await findOpen(db, meeting);
  if (open.length === 0) return { rooms: [], closesAt: null };
  const inside = byBreakout(await findInside(db, meeting.id));
  const assigned = byBreakout(await findAssigned(db, meeting.id));
  const rooms = open.map(({ id, name }) => {
    const participants = (inside.get(id) ?? []).map(toSomebody);
    return { id, name, participantCount: participants.length, participants, assigned: (assigned.get(id) ?? []).map(toSomebody) };
  });
  return { rooms, closesAt: meeting.breakoutsCloseAt?.toISOString() ?? null };
}

const byBreakout = (occupants: Occupant[]) => Map.groupBy(occupants, ({ breakoutId }) => breakoutId);

function toSomebody({ participantId, name }: Occupant): Static<typeof Somebody> {
  return { participantId, name };
}
