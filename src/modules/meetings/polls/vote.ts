import { AppError, invalidField } from '../../../core/errors.ts';
import { type ActiveDeps, audienceMemberOf, changeActive } from '../change-active.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { getPoll } from './get-poll.ts';
import { type PollView, toPollView } from './poll-view.ts';
import { countVotes, upsertVote } from './repository.ts';

/**
 * Gives the caller's one vote, or moves it. A 404 when there is no such poll in the meeting, a 409 when it is closed, a
 * 400 for an option that it does not have.
 */
export async function vote(
  deps: ActiveDeps,
  caller: MeetingCaller,
  { pollId, optionId }: { pollId: string; optionId: string },
): Promise<PollView> {
  const { participantId } = audienceMemberOf(caller);
  return changeActive(deps, caller, async (tx, { id: meetingId }, tell) => {
    const poll = await getPoll(tx, meetingId, pollId);
    if (!poll.isOpen) throw new AppError('conflict', 'This poll is closed.');
    if (!poll.options.some(({ id }) => id === optionId)) throw invalidField('/optionId', 'This poll has no such option.');
    const isNews = await upsertVote(tx, { pollId, participantId, optionId });
    const view = toPollView(poll, await countVotes(tx, [pollId]));
    if (isNews) tell({ type: 'poll:updated', audience: 'everybody', data: view });
    return view;
  });
}
