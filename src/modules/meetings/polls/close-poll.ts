import { type ActiveDeps, changeActive } from '../change-active.ts';
import { type MeetingCaller, requireHost } from '../meeting-caller.ts';
import { getPoll } from './get-poll.ts';
import { type PollView, toPollView } from './poll-view.ts';
import { countVotes, markClosed } from './repository.ts';

/** Ends the voting, as a host; a repetition changes nothing. A 404 when there is no such poll in the meeting. */
export async function closePoll(
  deps: ActiveDeps,
  caller: MeetingCaller,
  { pollId }: { pollId: string },
): Promise<PollView> {
  requireHost(caller);
  return changeActive(deps, caller, async (tx, { id: meetingId }, tell) => {
    const poll = await getPoll(tx, meetingId, pollId);
    const view = { ...toPollView(poll, await countVotes(tx, [pollId])), isOpen: false };
    if (!poll.isOpen) return view;
    await markClosed(tx, pollId);
    tell({ type: 'poll:closed', audience: 'everybody', data: view });
    return view;
  });
}
