import { type Static, Type } from 'typebox';
import type { QuestionWithUpvotes } from './repository.ts';

export const QuestionView = Type.Object({
  questionId: Type.String(),
  text: Type.String(),
  participantId: Type.String(),
  participantName: Type.String({ description: 'As they were called then.' }),
  upvotes: Type.Integer(),
  isAnswered: Type.Boolean(),
  createdAt: Type.String({ format: 'date-time' }),
});
export type QuestionView = Static<typeof QuestionView>;

/** A question, in answers and in events. */
export function toQuestionView(question: QuestionWithUpvotes): QuestionView {
  const { id: questionId, text, participantId, participantName, upvotes, isAnswered, createdAt } = question;
  return { questionId, text, participantId, participantName, upvotes, isAnswered, createdAt: createdAt.toISOString() };
}
