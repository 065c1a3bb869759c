import { and, eq } from 'drizzle-orm';
import type { Queryable, Transaction } from '../../platform/db/client.ts';
import { type Meeting, meetings } from './tables.ts';

/** A meeting, and the workspace that it must belong to when a caller speaks for one. */
export interface MeetingPlace {
  meetingId: string;
  workspaceId?: string;
}

export async function findMeeting(db: Queryable, place: MeetingPlace): Promise<Meeting | null> {
  const [meeting] = await db.select().from(meetings).where(isAt(place));
  return meeting ?? null;
}

/**
 * The same, held against everybody else who would change it until the transaction ends. Rows that only name the meeting
 * can be added meanwhile: what LiveKit tells must not wait.
 */
export async function lockMeeting(tx: Transaction, place: MeetingPlace): Promise<Meeting | null> {
  const [meeting] = await tx.select().from(meetings).where(isAt(place)).for('no key update');
  return meeting ?? null;
}

function isAt({ meetingId, workspaceId }: MeetingPlace) {
  return and(eq(meetings.id, meetingId), workspaceId === undefined ? undefined : eq(meetings.workspaceId, workspaceId));
}
