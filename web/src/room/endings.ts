import { DisconnectReason } from 'livekit-client';

/** How a stay in a room ended. */
export type Ending = 'left' | 'removed' | 'closed' | 'elsewhere' | 'stopped' | 'lost';

/** What is said about an ending. */
export interface EndingMessage {
  title: string;
  text: string;
  /** The label of the button that joins again; null where that is not the person's to decide. */
  rejoin: string | null;
}

/** What the person reads when their stay has ended. */
export const ENDING_MESSAGES: Record<Ending, EndingMessage> = {
  left: {
    title: 'You left the room',
    text: 'Camera and microphone are off. You can come back for as long as the link works.',
    rejoin: 'Rejoin',
  },
  removed: {
    title: 'A host removed you from the room',
    text: 'Camera and microphone are off. If this was a mistake, ask the host to let you in again.',
    rejoin: null,
  },
  closed: {
    title: 'The room was closed',
    text: 'It has ended for everybody. There is nothing more to do here; you can close this window.',
    rejoin: null,
  },
  elsewhere: {
    title: 'You joined from somewhere else',
    text: 'This room is open in another window or on another device, so it stopped here.',
    rejoin: 'Use this window instead',
  },
  stopped: {
    title: 'The media server was stopped',
    text: 'Somebody is working on it, so the room paused for everybody. You come back by yourself as soon as it runs.',
    rejoin: 'Rejoin now',
  },
  lost: {
    title: 'The connection was lost',
    text: 'Check your connection to the network. You come back by yourself as soon as the room can be reached.',
    rejoin: 'Rejoin now',
  },
};

/** Whether the page itself tries to come back: nobody meant the stay to end. */
export function comesBackByItself(ending: Ending): boolean {
  return ending === 'stopped' || ending === 'lost';
}

/** The ending that LiveKit's reason for a disconnect stands for. */
export function endingOf(reason: DisconnectReason | undefined): Ending {
  switch (reason) {
    case DisconnectReason.CLIENT_INITIATED:
      return 'left';
    case DisconnectReason.PARTICIPANT_REMOVED:
      return 'removed';
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
      return 'closed';
    case DisconnectReason.DUPLICATE_IDENTITY:
      return 'elsewhere';
    case DisconnectReason.SERVER_SHUTDOWN:
      return 'stopped';
    default:
      return 'lost';
  }
}
