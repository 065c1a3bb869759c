import { type ActiveDeps, audienceMemberOf, changeActive } from '../change-active.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { getQuestion } from './get-question.ts';
import { type QuestionView, toQuestionView } from './question-view.ts';
import { insertUpvote } from './repository.ts';

/** Wants a question answered; a repetition changes nothing. A 404 when there is no such question in the meeting. */
export async function upvoteQuestion(
  deps: ActiveDeps,
  caller: MeetingCaller,
  { questionId }: { questionId: string },
): Promise<QuestionView> {
  const { participantId } = audienceMemberOf(caller);
  return changeActive(deps, caller, async (tx, { id: meetingId }, tell) => {
    const { id } = await getQuestion(tx, meetingId, questionId);
    const isNew = await insertUpvote(tx, { questionId: id, participantId });
    const view = toQuestionView(await getQuestion(tx, meetingId, id));
    if (isNew) tell({ type: 'question:updated', audience: 'everybody', data: view });
    return view;
  });
}
