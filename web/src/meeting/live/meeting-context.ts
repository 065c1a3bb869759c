import { createContext, useContext } from 'react';
import type { Meeting } from '../use-meeting.ts';
import type { Place } from './use-place.ts';

/** What the parts of a meeting's page share. */
export interface MeetingPage extends Meeting {
  place: Place;
  isHost: boolean;
  /** Held without an account: it is not recorded, streamed or transcribed. */
  isGuest: boolean;
  /** May mute others. */
  isModerator: boolean;
  /** Waits for something that was asked of the server, and tells the person when it did not work. Never rejects. */
  attempt: (asking: Promise<unknown>) => Promise<boolean>;
}

export const MeetingContext = createContext<MeetingPage | null>(null);

export function useMeetingPage(): MeetingPage {
  const page = useContext(MeetingContext);
  if (!page) throw new Error('This part belongs into a meeting.');
  return page;
}
