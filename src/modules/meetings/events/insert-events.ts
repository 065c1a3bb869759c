import { eq, sql } from 'drizzle-orm';
import type { MeetingEvent } from '../../../contracts/realtime.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { meetingEvents, meetings } from '../tables.ts';

/** Stores events under the next numbers of their meeting, whose row's lock the transaction holds. */
export async function insertEvents(tx: Transaction, meetingId: string, events: readonly MeetingEvent[]): Promise<MeetingEvent[]> {
  if (events.length === 0) return [];
  const [row] = await tx
    .update(meetings)
    .set({ lastSeq: sql`${meetings.lastSeq} + ${events.length}` })
    .where(eq(meetings.id, meetingId))
    .returning({ lastSeq: meetings.lastSeq });
  const first = (row?.lastSeq ?? 0) - events.length + 1;
  const numbered = events.map((event, i) => ({ ...event, seq: first + i }));
  const at = new Date();
  await tx.insert(meetingEvents).values(numbered.map(({ seq, type, audience, data }) => ({ meetingId, seq, type, audience, data, at })));
  return numbered;
}
