import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import { daysAgo, deleteInBatches } from '../../../platform/db/delete-in-batches.ts';
import { breakouts } from '../breakouts/tables.ts';
import { meetingBroadcasts } from '../broadcasts/tables.ts';
import { chatMessages } from '../chat/tables.ts';
import { meetingNotes } from '../notes/tables.ts';
import { polls } from '../polls/tables.ts';
import { questions } from '../questions/tables.ts';
import { gatewayStays, meetingCredentials, meetingEvents, meetingInvites, meetingPeople, meetings } from '../tables.ts';

const forgotten = [
  ...[meetingPeople, meetingCredentials, meetingInvites, meetingEvents, gatewayStays],
  ...[chatMessages, meetingNotes, polls, questions, breakouts, meetingBroadcasts],
];

/** Whether the meeting with this id has not ended yet; false for what is none. */
export function isMeetingOpen(meetingId: SQL): SQL {
  return sql`exists (select from ${meetings} where ${meetings.id} = ${meetingId} and ${meetings.endedAt} is null)`;
}

/** Forgets who was in meetings that ended so many days ago, and what they said. What they used and cost stays. */
export async function forgetMeetings(db: Database, days: number): Promise<void> {
  for (const table of forgotten) {
    const isOld = sql`exists (
      select from ${meetings} where ${meetings.id} = ${table.meetingId} and ${meetings.endedAt} < ${daysAgo(days)})`;
    await deleteInBatches(db, table, isOld);
  }
}
