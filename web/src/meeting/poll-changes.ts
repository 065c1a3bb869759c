import type { FrameChanges } from './frame-changes.ts';
import type { MeetingState, Poll } from './meeting-state.ts';

const put = (state: MeetingState, data: Record<string, unknown>) => putPolls(state, [data as unknown as Poll]);

export const pollChanges: FrameChanges = { 'poll:created': put, 'poll:updated': put, 'poll:closed': put };

/** Puts polls as they stand now in the place of what was known of them. */
export function putPolls(state: MeetingState, told: readonly Poll[]): MeetingState {
  const known = new Map([...state.polls, ...told].map((poll) => [poll.pollId, poll]));
  return {
    ...state,
    polls: [...known.values()].toSorted((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt)),
  };
}
