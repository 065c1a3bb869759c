import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../../platform/db/client.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { type BroadcastKind, meetingBroadcasts as table } from './tables.ts';

/** Notes who has something go out of a meeting, before it does. @returns false when somebody else has it go out already. */
export async function noteBroadcast(db: Queryable, kind: BroadcastKind, { meetingId, name }: MeetingCaller): Promise<boolean> {
  const added = await db
    .insert(table)
    .values({ meetingId, kind, hostName: name ?? '' })
    .onConflictDoNothing()
    .returning({ kind: table.kind });
  return added.length > 0;
}

/** Forgets it, as it has ended or has not begun. */
export async function forgetBroadcast(db: Queryable, kind: BroadcastKind, meetingId: string): Promise<void> {
  await db.delete(table).where(and(eq(table.meetingId, meetingId), eq(table.kind, kind)));
}

/** What everybody reads as the name of whoever did it from outside the meeting. */
const outsider = 'The host';

/** Who has it go out, as everybody is told. */
export async function findBroadcaster(db: Queryable, kind: BroadcastKind, meetingId: string): Promise<string> {
  const [row] = await db
    .select({ hostName: table.hostName })
    .from(table)
    .where(and(eq(table.meetingId, meetingId), eq(table.kind, kind)));
  return row?.hostName ?? outsider;
}
