import { breakoutChanges, listBreakouts, type ToldBreakouts } from './breakout-changes.ts';
import { addListed, chatChanges, openChat, type ListedMessage } from './chat-changes.ts';
import type { FrameChanges } from './frame-changes.ts';
import type { Frame } from './frames.ts';
import type { MeetingState, Poll, Waiting } from './meeting-state.ts';
import { momentChanges } from './moment-changes.ts';
import { peopleChanges } from './people-changes.ts';
import { pollChanges, putPolls } from './poll-changes.ts';

export type MeetingAction =
  | { type: 'frame'; frame: Frame }
  | { type: 'chat-listed'; messages: ListedMessage[]; earlier: string | null }
  | { type: 'chat-open'; isOpen: boolean }
  | { type: 'waiting-listed'; waiting: Waiting[] }
  | { type: 'breakouts-listed'; listed: ToldBreakouts }
  | { type: 'polls-listed'; polls: Poll[] }
  | { type: 'settled'; what: 'assigned' | 'broadcast' | 'unmute' }
  | { type: 'floated'; key: number };

const FRAME_CHANGES: FrameChanges = {
  ...peopleChanges,
  ...chatChanges,
  ...breakoutChanges,
  ...momentChanges,
  ...pollChanges,
};

/** The next state of a meeting. Frames of other types change nothing. */
export function nextMeetingState(state: MeetingState, action: MeetingAction): MeetingState {
  switch (action.type) {
    case 'frame':
      return FRAME_CHANGES[action.frame.type]?.(state, action.frame.data) ?? state;
    case 'chat-listed':
      return addListed(state, action.messages, action.earlier);
    case 'chat-open':
      return openChat(state, action.isOpen);
    case 'waiting-listed':
      return { ...state, waiting: action.waiting };
    case 'breakouts-listed':
      return listBreakouts(state, action.listed);
    case 'polls-listed':
      return putPolls(state, action.polls);
    case 'settled':
      return settle(state, action.what);
    case 'floated':
      return { ...state, floating: state.floating.filter(({ key }) => key !== action.key) };
  }
}

/** The person has answered what the page asked, or has read it. */
function settle(state: MeetingState, what: 'assigned' | 'broadcast' | 'unmute'): MeetingState {
  return what === 'unmute' ? { ...state, isAskedToUnmute: false } : { ...state, [what]: null };
}
