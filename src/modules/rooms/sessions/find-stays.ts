import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../../platform/db/client.ts';
import { participantSessions as table } from './tables.ts';

/** One stay of a person in LiveKit. */
export interface Stay {
  roomId: string;
  identity: string;
  name: string;
  joinedAt: Date;
  /** null: they are there now. */
  leftAt: Date | null;
  /** The last evidence that they were there. */
  seenAt: Date;
}

/** Which stays: those in a meeting's room and its breakouts, and of these one person's, or only those that last. */
interface StayFilter {
  workspaceId: string;
  meetingId: string;
  identity?: string;
  isOpen?: true;
}

/** The stays of people in the rooms of a meeting, in the order in which they began. */
export function findMeetingStays(db: Queryable, { workspaceId, meetingId, identity, isOpen }: StayFilter): Promise<Stay[]> {
  const { roomId, name, joinedAt, leftAt, seenAt } = table;
  return db
    .select({ roomId, identity: table.identity, name, joinedAt, leftAt, seenAt })
    .from(table)
    .where(
      and(
        isOfMeeting({ workspaceId, meetingId }),
        identity === undefined ? undefined : eq(table.identity, identity),
        isOpen ? isNull(leftAt) : undefined,
      ),
    )
    .orderBy(asc(joinedAt), asc(table.sid));
}

/** Those in the main room of a meeting and in its breakouts, whose rooms are called `<meetingId>~<breakoutId>`. */
export function isOfMeeting({ workspaceId, meetingId }: { workspaceId: string; meetingId: string }) {
  return and(eq(table.workspaceId, workspaceId), sql`split_part(${table.roomId}, '~', 1) = ${meetingId}`);
}
