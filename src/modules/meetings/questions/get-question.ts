import { notFound } from '../../../core/errors.ts';
import type { Queryable } from '../../../platform/db/client.ts';
import { findQuestion, type QuestionWithUpvotes } from './repository.ts';

/** A question of a meeting; a 404 when it has no such. */
export async function getQuestion(db: Queryable, meetingId: string, questionId: string): Promise<QuestionWithUpvotes> {
  const question = await findQuestion(db, meetingId, questionId);
  if (!question) throw notFound('Question');
  return question;
}
