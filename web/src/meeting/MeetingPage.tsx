import { isBrowserSupported, setLogLevel } from 'livekit-client';
import type { PublicMeeting } from '../api/meetings.ts';
import { pickActivity } from '../room/activity.ts';
import { EndedPage } from '../room/EndedPage.tsx';
import { unsupportedBrowser } from '../room/connect-failures.ts';
import { PlaceWordContext } from '../room/place-word.ts';
import type { Door } from '../room/prejoin/door.ts';
import { PreJoin } from '../room/prejoin/PreJoin.tsx';
import { FailurePage } from '../ui/FailurePage.tsx';
import { LoadingPage } from '../ui/LoadingPage.tsx';
import { EarlyPage } from './EarlyPage.tsx';
import { LiveMeeting } from './live/LiveMeeting.tsx';
import type { MeetingAddress } from './meeting-address.ts';
import { messageOf } from './meeting-endings.ts';
import { useMeetingVisit } from './use-meeting-visit.ts';
import { WaitingRoom } from './WaitingRoom.tsx';

// Its progress reports would bury what matters in the browser's console.
setLogLevel('warn');

/** The page of a meeting, from the door to the end of the stay. */
export default function MeetingPage({ meetingId }: { meetingId: string }) {
  return (
    <PlaceWordContext.Provider value="meeting">
      <MeetingVisitPage meetingId={meetingId} />
    </PlaceWordContext.Provider>
  );
}

function MeetingVisitPage({ meetingId }: { meetingId: string }) {
  const visit = useMeetingVisit(meetingId);
  const { state, address } = visit;
  if (!isBrowserSupported()) return <FailurePage failure={unsupportedBrowser()} onRetry={visit.read} />;
  switch (state.at) {
    case 'reading':
      return <LoadingPage label="Opening the meeting" />;
    case 'no-meeting':
      return <FailurePage failure={state.failure} onRetry={visit.read} />;
    case 'door':
      return (
        <PreJoin door={doorOf(state.meeting, address)} failure={state.failure} joining={state.joining} onJoin={visit.join} />
      );
    case 'early':
      return (
        <EarlyPage
          title={state.meeting.title}
          scheduledAt={state.meeting.scheduledAt}
          joining={state.joining}
          onTime={() => visit.join(state.entry)}
          onGiveUp={visit.backToDoor}
        />
      );
    case 'waiting':
      return (
        <WaitingRoom
          {...{ meetingId, title: state.meeting.title, name: state.entry.name, joining: state.joining }}
          onAdmitted={() => visit.join(state.entry)}
          onRefused={visit.turnAway}
          onGiveUp={visit.backToDoor}
        />
      );
    case 'meeting':
      return <LiveMeeting address={address} meeting={state.meeting} stay={state.stay} onEnd={visit.end} />;
    case 'ended':
      return <EndedPage message={messageOf(state.ending)} joining={state.joining} onRejoin={visit.rejoin} />;
  }
}

function doorOf(meeting: PublicMeeting, address: MeetingAddress): Door {
  const role = address.adminToken ? 'host' : 'participant';
  return { ...pickActivity(meeting), title: meeting.title, role, name: address.name ?? null, hint: hintOf(meeting, address) };
}

function hintOf({ status, scheduledAt, waitingRoom }: PublicMeeting, { adminToken, inviteToken }: MeetingAddress) {
  if (status === 'scheduled' && scheduledAt) {
    const time = new Date(scheduledAt).toLocaleString('en-GB', { dateStyle: 'full', timeStyle: 'short' });
    return `The meeting begins on ${time}. You can get ready now, and go in by yourself then.`;
  }
  if (adminToken) return 'You join as a host.';
  return waitingRoom && !inviteToken ? 'A host lets people in one by one.' : undefined;
}
