import { isBrowserSupported, setLogLevel } from 'livekit-client';
import type { RoomLink } from '../api/room-links.ts';
import { LoadingPage } from '../ui/LoadingPage.tsx';
import { pickActivity } from './activity.ts';
import { unsupportedBrowser } from './connect-failures.ts';
import { ENDING_MESSAGES } from './endings.ts';
import { EndedPage } from './EndedPage.tsx';
import { FailurePage } from '../ui/FailurePage.tsx';
import { LiveRoom } from './live/LiveRoom.tsx';
import type { Door } from './prejoin/door.ts';
import { PreJoin } from './prejoin/PreJoin.tsx';
import { useRoomVisit } from './use-room-visit.ts';

// Its progress reports would bury what matters in the browser's console.
setLogLevel('warn');

/** The page of a room link, from the door to the end of the stay. */
export default function RoomPage({ linkToken }: { linkToken: string }) {
  const visit = useRoomVisit(linkToken);
  const { state } = visit;
  if (!isBrowserSupported()) return <FailurePage failure={unsupportedBrowser()} onRetry={visit.readLink} />;
  switch (state.at) {
    case 'reading':
      return <LoadingPage label="Opening the room" />;
    case 'no-link':
      return <FailurePage failure={state.failure} onRetry={visit.readLink} />;
    case 'door':
      return <PreJoin door={doorOf(state.link)} failure={state.failure} joining={state.joining} onJoin={visit.join} />;
    case 'room':
      return <LiveRoom title={state.link.roomId} joined={state.joined} onEnd={visit.end} />;
    case 'ended':
      return <EndedPage message={ENDING_MESSAGES[state.ending]} joining={state.joining} onRejoin={visit.rejoin} />;
  }
}

function doorOf(link: RoomLink): Door {
  return { ...pickActivity(link), title: link.roomId, role: link.role, name: link.name };
}
