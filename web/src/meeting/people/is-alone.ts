import type { MeetingState } from '../meeting-state.ts';

/** Whether nobody else is in the meeting. */
export function isAlone({ people, myId }: Pick<MeetingState, 'people' | 'myId'>): boolean {
  return people.every(({ participantId }) => participantId === myId);
}
