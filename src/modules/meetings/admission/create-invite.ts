import { hashSecret } from '../../../core/hash-secret.ts';
import { randomText } from '../../../core/ids.ts';
import type { MeetingsDeps } from '../deps.ts';
import { changeMeeting } from '../events/change-meeting.ts';
import { type MeetingCaller, placeOf, requireHost } from '../meeting-caller.ts';
import { meetingInvites } from '../tables.ts';
import { requireNotOver } from './refusals.ts';

/** An invitation for one person; of its token a hash is kept. */
export interface Invite {
  /** A path of this server. */
  joinUrl: string;
  inviteToken: string;
}

/** Makes an invitation that lets one person past a lock and the waiting room. @param name what the join page suggests. */
export async function createInvite(
  deps: Pick<MeetingsDeps, 'db' | 'fanout'>,
  caller: MeetingCaller,
  name: string | null,
): Promise<Invite> {
  requireHost(caller);
  const inviteToken = `inv_${randomText(32)}`;
  await changeMeeting(deps, placeOf(caller), async (tx, meeting) => {
    requireNotOver(meeting);
    await tx.insert(meetingInvites).values({ tokenHash: hashSecret(inviteToken), meetingId: meeting.id, name });
  });
  const query = new URLSearchParams({ invite: inviteToken, ...(name === null ? {} : { name }) });
  return { joinUrl: `/join/${caller.meetingId}?${query}`, inviteToken };
}
