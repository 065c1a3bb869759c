import { notFound } from '../../../core/errors.ts';
import type { Queryable } from '../../../platform/db/client.ts';
import { findPoll } from './repository.ts';
import type { Poll } from './tables.ts';

/** A poll of a meeting; a 404 when it has no such. */
export async function getPoll(db: Queryable, meetingId: string, pollId: string): Promise<Poll> {
  const poll = await findPoll(db, meetingId, pollId);
  if (!poll) throw notFound('Poll');
  return poll;
}
