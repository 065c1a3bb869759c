import type { Transaction } from '../../../platform/db/client.ts';
import { changeMeetingIn } from '../events/change-meeting.ts';
import type { MeetingsDeps } from '../deps.ts';
import { endMeeting } from '../lifecycle/end-meeting.ts';

export type CancellingDeps = Pick<MeetingsDeps, 'db' | 'fanout' | 'billing'>;

/**
 * Cancels meetings that have not begun yet, in a transaction that does more. @returns what is to be called when it is
 * committed.
 */
export async function cancelOccurrences(
  tx: Transaction,
  deps: CancellingDeps,
  workspaceId: string,
  meetingIds: readonly string[],
): Promise<() => void> {
  const publishes: (() => void)[] = [];
  // In one order for all, lest two who do this block each other.
  for (const meetingId of meetingIds.toSorted()) {
    const { publish } = await changeMeetingIn(tx, deps, { workspaceId, meetingId }, async (_tx, meeting, tell) => {
      if (meeting.status === 'scheduled') await endMeeting(tx, deps, meeting, 'The meeting was cancelled.', tell);
    });
    publishes.push(publish);
  }
  return () => {
    for (const publish of publishes) publish();
  };
}
