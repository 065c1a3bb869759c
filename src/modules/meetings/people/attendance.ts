import { asc, eq } from 'drizzle-orm';
import { type Static, Type } from 'typebox';
import { Role } from '../../../contracts/roles.ts';
import type { MeetingsDeps } from '../deps.ts';
import { getMeeting } from '../get-meeting.ts';
import { findMeetingStays } from '../../rooms/index.ts';
import type { MeetingPlace } from '../repository.ts';
import { gatewayStays, type Meeting, meetingPeople } from '../tables.ts';
import { mergeStays, minutesOf, type Span } from './merge-stays.ts';
import { type Person, personColumns } from './repository.ts';

const Time = Type.String({ format: 'date-time' });

/** When somebody was in a meeting. */
export const Attendance = Type.Object({
  participantId: Type.String(),
  name: Type.String(),
  role: Role,
  totalMinutes: Type.Number({ description: 'To two places; until now for who is still there.' }),
  sessions: Type.Array(Type.Object({ joinedAt: Time, leftAt: Type.Union([Time, Type.Null({ description: 'They are still there.' })]) })),
});
export type Attendance = Static<typeof Attendance>;

/**
 * Who was in a meeting and when, in the order in which they first came. Being in LiveKit and on the gateway, or there
 * twice, is one session.
 */
export async function readAttendance({ db }: Pick<MeetingsDeps, 'db'>, place: MeetingPlace): Promise<Attendance[]> {
  const meeting = await getMeeting(db, place);
  const [people, inLivekit, onGateway] = await Promise.all([
    db.select(personColumns).from(meetingPeople).where(eq(meetingPeople.meetingId, meeting.id)).orderBy(asc(meetingPeople.createdAt)),
    findMeetingStays(db, { workspaceId: meeting.workspaceId, meetingId: meeting.id }),
    db.select().from(gatewayStays).where(eq(gatewayStays.meetingId, meeting.id)),
  ]);
  const spans = [
    ...inLivekit.map(({ identity, joinedAt, leftAt }) => ({ participantId: identity, joinedAt, leftAt })),
    ...onGateway,
  ];
  const bySomebody = Map.groupBy(spans, ({ participantId }) => participantId);
  const attended = people.map((person) => toAttendance(meeting, person, bySomebody.get(person.participantId) ?? []));
  return attended.filter(({ sessions }) => sessions.length > 0).toSorted((a, b) => (firstOf(a) < firstOf(b) ? -1 : 1));
}

const firstOf = ({ sessions }: Attendance) => sessions[0]?.joinedAt ?? '';

function toAttendance({ endedAt }: Meeting, { participantId, name, role }: Person, stays: readonly Span[]): Attendance {
  const spans = mergeStays(stays, endedAt);
  const sessions = spans.map(({ joinedAt, leftAt }) => ({ joinedAt: joinedAt.toISOString(), leftAt: leftAt?.toISOString() ?? null }));
  return { participantId, name, role, totalMinutes: minutesOf(spans, new Date()), sessions };
}
