import { AppError } from '../../../core/errors.ts';
import { newId } from '../../../core/ids.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { type ActiveDeps, audienceMemberOf, changeActive } from '../change-active.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { type QuestionView, toQuestionView } from './question-view.ts';
import { countQuestions, insertQuestion } from './repository.ts';

/** They are listed whole, and nobody shall fill the list alone. */
const questionsInAll = 1_000;
const questionsEach = 50;

/** Asks the hosts something. A 409 when there are very many questions, or very many of the caller's. */
export async function askQuestion(
  deps: ActiveDeps,
  caller: MeetingCaller,
  { text }: { text: string },
): Promise<QuestionView> {
  const { participantId, name: participantName } = audienceMemberOf(caller);
  return changeActive(deps, caller, async (tx, { id: meetingId }, tell) => {
    await requirePlace(tx, meetingId, participantId);
    const row = await insertQuestion(tx, { id: newId('q'), meetingId, participantId, participantName, text });
    const question = toQuestionView({ ...row, upvotes: 0 });
    tell({ type: 'question:updated', audience: 'everybody', data: question });
    return question;
  });
}

async function requirePlace(tx: Transaction, meetingId: string, participantId: string): Promise<void> {
  const { all, theirs } = await countQuestions(tx, meetingId, participantId);
  if (theirs >= questionsEach) throw new AppError('conflict', `One person may ask ${questionsEach} questions.`);
  if (all >= questionsInAll) throw new AppError('conflict', `A meeting has at most ${questionsInAll} questions.`);
}
