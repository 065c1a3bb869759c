import { eq } from 'drizzle-orm';
import { requireNotOver } from '../admission/refusals.ts';
import { changeMeeting } from '../events/change-meeting.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { MeetingPlace } from '../repository.ts';
import { meetings } from '../tables.ts';
import { makeAdminToken } from './admin-token.ts';

/** Gives a meeting a new admin token: the earlier one ends. A 410 when the meeting is over. */
export function replaceAdminToken(deps: Pick<MeetingsDeps, 'db' | 'fanout'>, place: MeetingPlace): Promise<string> {
  return changeMeeting(deps, place, async (tx, meeting) => {
    requireNotOver(meeting);
    const { adminToken, adminTokenHash } = makeAdminToken();
    await tx.update(meetings).set({ adminTokenHash }).where(eq(meetings.id, meeting.id));
    return adminToken;
  });
}
