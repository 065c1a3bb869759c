import { and, asc, eq, gt } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import { getMeeting } from '../get-meeting.ts';
import { nextOccurrence } from '../recurring/occurrences.ts';
import { recurringMeetings } from '../recurring/tables.ts';
import { meetings } from '../tables.ts';
import type { Invitation } from './write-calendar.ts';

/** What was longer ago is in calendars as it was. */
const dayMs = 86_400_000;
/** As many as a rule makes in two weeks. */
const mostOccurrences = 400;

/** What a meeting's invitation tells; a 404 when there is no such meeting. */
export async function getInvitation(db: Database, meetingId: string): Promise<Invitation> {
  const meeting = await getMeeting(db, { meetingId });
  const { recurringId } = meeting;
  const [recurring] = recurringId === null ? [] : await db.select().from(recurringMeetings).where(eq(recurringMeetings.id, recurringId));
  if (!recurring) return { meeting, recurring: null };
  // What comes before the first time that the rule gives is none of it.
  const firstAt = nextOccurrence(recurring, new Date(recurring.startsAt.getTime() - 1)) ?? recurring.startsAt;
  const isOfIt = and(eq(meetings.recurringId, recurring.id), gt(meetings.occurrenceAt, new Date(Date.now() - dayMs)));
  const occurrences = await db.select().from(meetings).where(isOfIt).orderBy(asc(meetings.occurrenceAt)).limit(mostOccurrences);
  return { meeting, recurring, firstAt, occurrences };
}
