import type { Ending, EndingMessage } from '../room/endings.ts';

/** How a stay in a meeting ended, and what the host said about it. */
export interface MeetingEnding {
  ending: Ending;
  reason?: string;
}

const MESSAGES: Record<Ending, EndingMessage> = {
  left: {
    title: 'You left the meeting',
    text: 'Camera and microphone are off. You can come back for as long as it goes on.',
    rejoin: 'Rejoin',
  },
  removed: {
    title: 'A host removed you from the meeting',
    text: 'Camera and microphone are off. If this was a mistake, ask the host for an invitation of your own.',
    rejoin: null,
  },
  closed: {
    title: 'The meeting has ended',
    text: 'It is over for everybody. You can close this window.',
    rejoin: null,
  },
  elsewhere: {
    title: 'You joined from somewhere else',
    text: 'This meeting is open in another window or on another device, so it stopped here.',
    rejoin: 'Use this window instead',
  },
  stopped: {
    title: 'The media server was stopped',
    text: 'Somebody is working on it, so the meeting paused. You come back by yourself as soon as it runs.',
    rejoin: 'Rejoin now',
  },
  lost: {
    title: 'The connection was lost',
    text: 'Check your connection to the network. You come back by yourself as soon as the meeting can be reached.',
    rejoin: 'Rejoin now',
  },
};

/** What the person reads when their stay has ended. */
export function messageOf({ ending, reason }: MeetingEnding): EndingMessage {
  const message = MESSAGES[ending];
  return ending === 'removed' && reason ? { ...message, text: `The host said: “${reason}” ${message.text}` } : message;
}
