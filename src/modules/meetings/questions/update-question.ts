import { type ActiveDeps, changeActive } from '../change-active.ts';
import { type MeetingCaller, requireHost } from '../meeting-caller.ts';
import { getQuestion } from './get-question.ts';
import { type QuestionView, toQuestionView } from './question-view.ts';
import { setAnswered } from './repository.ts';

/** Says, as a host, whether a question has been answered. A 404 when there is no such question in the meeting. */
export async function updateQuestion(
  deps: ActiveDeps,
  caller: MeetingCaller,
  { questionId, isAnswered }: { questionId: string; isAnswered: boolean },
): Promise<QuestionView> {
  requireHost(caller);
  return changeActive(deps, caller, async (tx, { id: meetingId }, tell) => {
    const question = await getQuestion(tx, meetingId, questionId);
    const view = toQuestionView({ ...question, isAnswered });
    if (question.isAnswered === isAnswered) return view;
    await setAnswered(tx, questionId, isAnswered);
    tell({ type: 'question:updated', audience: 'everybody', data: view });
    return view;
  });
}
