import { and, desc, eq, inArray, lte, or, sql } from 'drizzle-orm';
import type { MeetingEventType } from '../../../contracts/realtime.ts';
import type { Queryable } from '../../../platform/db/client.ts';
import { meetingEvents as table } from '../tables.ts';
import { breakoutAfter } from './breakout-after.ts';

const moves: MeetingEventType[] = ['breakout:participant-joined', 'breakout:participant-left'];

/** In which breakout somebody was when an event had gone by, null for the main room; as far back as events are kept. */
export async function findBreakoutAt(db: Queryable, meetingId: string, participantId: string, seq: number): Promise<string | null> {
  const isTheirs = and(inArray(table.type, moves), eq(sql`${table.data} ->> 'participantId'`, participantId));
  const [last] = await db
    .select({ type: table.type, data: table.data })
    .from(table)
    .where(and(eq(table.meetingId, meetingId), lte(table.seq, seq), or(isTheirs, eq(table.type, 'breakout:all-closed'))))
    .orderBy(desc(table.seq))
    .limit(1);
  if (!last) return null;
  return breakoutAfter(null, participantId, { type: last.type as MeetingEventType, data: last.data });
}
