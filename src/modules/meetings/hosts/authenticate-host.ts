import type { Authenticator } from '../../../http/actor.ts';
import type { Database } from '../../../platform/db/client.ts';
import { findMeeting } from '../repository.ts';
import { isAdminToken } from './admin-token.ts';

/** Recognises a host by the admin token of a meeting. */
export async function authenticateHost(
  db: Database,
  meetingId: string,
  token: string,
): ReturnType<Authenticator['byAdminToken']> {
  const meeting = await findMeeting(db, { meetingId });
  if (!meeting) return 'no-meeting';
  if (!isAdminToken(meeting, token)) return 'wrong';
  return { kind: 'host', workspaceId: meeting.workspaceId, roomId: meeting.id };
}
