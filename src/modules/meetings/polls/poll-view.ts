import { type Static, Type } from 'typebox';
import type { Votes } from './repository.ts';
import type { Poll } from './tables.ts';

export const PollView = Type.Object({
  pollId: Type.String(),
  question: Type.String(),
  type: Type.Enum(['multiple_choice', 'yes_no', 'rating']),
  options: Type.Array(Type.Object({ id: Type.String(), text: Type.String(), votes: Type.Integer() })),
  totalVotes: Type.Integer(),
  isOpen: Type.Boolean({ description: 'Whether one may vote.' }),
  createdAt: Type.String({ format: 'date-time' }),
});
export type PollView = Static<typeof PollView>;

/** A poll and how it stands, in answers and in events. */
export function toPollView(poll: Poll, votes: Votes[]): PollView {
  const { id: pollId, question, type, isOpen, createdAt } = poll;
  const counts = new Map(votes.map(({ optionId, count }) => [optionId, count]));
  const options = poll.options.map(({ id, text }) => ({ id, text, votes: counts.get(id) ?? 0 }));
  const totalVotes = options.reduce((sum, option) => sum + option.votes, 0);
  return { pollId, question, type, options, totalVotes, isOpen, createdAt: createdAt.toISOString() };
}
