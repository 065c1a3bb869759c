import { type Static, Type } from 'typebox';
import { displayName } from './identifiers.ts';

/** What `POST …/polls` and `poll:create` bring. */
export const PollRequest = Type.Object({
  question: displayName(500),
  type: Type.Enum(['multiple_choice', 'yes_no', 'rating']),
  options: Type.Optional(
    Type.Array(displayName(200), {
      maxItems: 20,
      uniqueItems: true,
      description: 'Of `multiple_choice`, two at least; the others make their own: yes and no, 1 to 5.',
    }),
  ),
});
export type PollRequest = Static<typeof PollRequest>;

export const VoteRequest = Type.Object({ optionId: Type.String({ minLength: 1, maxLength: 64 }) });
