import { notFound } from '../../core/errors.ts';
import type { Queryable } from '../../platform/db/client.ts';
import { findMeeting, type MeetingPlace } from './repository.ts';
import type { Meeting } from './tables.ts';

/** The meeting that somebody asks about; a 404 when it is not one of their workspace. */
export async function getMeeting(db: Queryable, { meetingId, workspaceId }: MeetingPlace): Promise<Meeting> {
  const meeting = await findMeeting(db, { meetingId, workspaceId });
  if (!meeting) throw notFound('Meeting');
  return meeting;
}
