import { guestWorkspaceId } from '../../../contracts/meetings.ts';
import { forbidden } from '../../../core/errors.ts';
import type { MeetingsDeps } from '../deps.ts';
import { makeAdminToken } from '../hosts/admin-token.ts';
import type { Meeting } from '../tables.ts';
import { insertMeeting } from './create-meeting.ts';

/** Makes a meeting of nobody's, which is active at once and free. A 403 where that is switched off. */
export async function createGuestMeeting(
  { db, guestMeetings }: Pick<MeetingsDeps, 'db' | 'guestMeetings'>,
  title: string,
): Promise<{ meeting: Meeting; adminToken: string }> {
  if (!guestMeetings) throw forbidden('Guest meetings are switched off here. Log in, or send an API key.');
  const { adminToken, adminTokenHash } = makeAdminToken();
  const wish = { workspaceId: guestWorkspaceId, title, scheduledAt: null, durationMinutes: null, settings: {}, isGuest: true, adminTokenHash };
  const meeting = await db.transaction((tx) => insertMeeting(tx, wish));
  return { meeting, adminToken };
}
