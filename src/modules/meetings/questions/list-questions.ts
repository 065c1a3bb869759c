import type { MeetingsDeps } from '../deps.ts';
import { getMeeting } from '../get-meeting.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { type QuestionView, toQuestionView } from './question-view.ts';
import { findQuestions } from './repository.ts';

/** The questions of a meeting, those that most want answered first. */
export async function listQuestions({ db }: Pick<MeetingsDeps, 'db'>, caller: MeetingCaller): Promise<QuestionView[]> {
  const { id } = await getMeeting(db, caller);
  return (await findQuestions(db, id)).map(toQuestionView);
}
