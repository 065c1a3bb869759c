import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { MeetingEvent, MeetingEventType, Audience } from '../../../contracts/realtime.ts';
import type { Queryable } from '../../../platform/db/client.ts';
import { meetingEvents, meetings } from '../tables.ts';

/** A stored event; these have a number. */
export type StoredEvent = MeetingEvent & { seq: number };

interface Span {
  /** The number before the first. */
  after: number;
  /** The last; without it, as far as there is. */
  to?: number;
  limit: number;
}

/** Stored events of a meeting in their order, whoever they are for. */
export async function readEvents(db: Queryable, meetingId: string, { after, to, limit }: Span): Promise<StoredEvent[]> {
  const { seq } = meetingEvents;
  const rows = await db
    .select({ seq, type: meetingEvents.type, audience: meetingEvents.audience, data: meetingEvents.data })
    .from(meetingEvents)
    .where(and(eq(meetingEvents.meetingId, meetingId), gt(seq, after), to === undefined ? undefined : lte(seq, to)))
    .orderBy(asc(seq))
    .limit(limit);
  return rows.map((row) => ({ ...row, type: row.type as MeetingEventType, audience: row.audience as Audience }));
}

/** The number of the last event of each of these meetings; one that is gone is missing. */
export async function readLastSeqs(db: Queryable, meetingIds: readonly string[]): Promise<Map<string, number>> {
  if (meetingIds.length === 0) return new Map();
  const rows = await db
    .select({ id: meetings.id, lastSeq: meetings.lastSeq })
    .from(meetings)
    .where(inArray(meetings.id, [...meetingIds]));
  return new Map(rows.map(({ id, lastSeq }) => [id, lastSeq]));
}

/** The number of the first event of a meeting that is still kept; null when none is. */
export async function readFirstSeq(db: Queryable, meetingId: string): Promise<number | null> {
  const [row] = await db
    .select({ seq: sql<string | null>`min(${meetingEvents.seq})` })
    .from(meetingEvents)
    .where(eq(meetingEvents.meetingId, meetingId));
  return row?.seq == null ? null : Number(row.seq);
}
