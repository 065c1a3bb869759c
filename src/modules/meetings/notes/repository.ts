import { and, eq } from 'drizzle-orm';
import type { Audience } from '../../../contracts/realtime.ts';
import type { Queryable } from '../../../platform/db/client.ts';
import { meetingEvents } from '../tables.ts';
import { meetingNotes, type Notes } from './tables.ts';

export async function findNotes(db: Queryable, meetingId: string): Promise<Notes | null> {
  const [row] = await db.select().from(meetingNotes).where(eq(meetingNotes.meetingId, meetingId));
  return row ?? null;
}

export async function upsertNotes(db: Queryable, notes: Notes): Promise<void> {
  const { meetingId: _, ...set } = notes;
  await db.insert(meetingNotes).values(notes).onConflictDoUpdate({ target: meetingNotes.meetingId, set });
}

/** Forgets the text of an earlier event, which is of no use once there is a later one; its number stays taken. */
export async function emptyNotesEvent(db: Queryable, { meetingId, eventSeq }: Notes): Promise<void> {
  const isIt = and(eq(meetingEvents.meetingId, meetingId), eq(meetingEvents.seq, eventSeq));
  await db.update(meetingEvents).set({ audience: 'nobody' satisfies Audience, data: {} }).where(isIt);
}
