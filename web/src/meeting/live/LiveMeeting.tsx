import { RoomContext } from '@livekit/components-react';
import { useCallback } from 'react';
import type { PublicMeeting } from '../../api/meetings.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { recallName } from '../../room/choices.ts';
import { NoticeList } from '../../room/live/NoticeList.tsx';
import { NotifyContext, useNotices, useNoticesOf } from '../../room/live/notices.ts';
import { RaisedHandsContext } from '../../room/live/raised-hands.ts';
import type { MeetingStay } from '../enter-meeting.ts';
import type { MeetingAddress } from '../meeting-address.ts';
import type { MeetingEnding } from '../meeting-endings.ts';
import { TranscriptionProvider } from '../transcription/TranscriptionProvider.tsx';
import { useMeeting } from '../use-meeting.ts';
import { MeetingContext } from './meeting-context.ts';
import { MeetingFrame } from './MeetingFrame.tsx';
import { useAttempt } from './use-attempt.ts';
import { useFrameEffects } from './use-frame-effects.ts';
import { useMediaReports } from './use-media-reports.ts';
import { useMeetingEnd } from './use-meeting-end.ts';
import { usePlace } from './use-place.ts';
import { useWaitingNotices } from './use-waiting-notices.ts';

interface LiveMeetingProps {
  address: MeetingAddress;
  /** As it was read at the door. */
  meeting: PublicMeeting;
  stay: MeetingStay;
  onEnd: (ending: MeetingEnding) => void;
}

/** A meeting that one is in, from its LiveKit room and the gateway. */
export function LiveMeeting({ address, meeting: { isGuest }, stay, onEnd }: LiveMeetingProps) {
  const { notices, notify, dismiss, retract } = useNotices();
  const { ticket } = stay;
  const refused = useCallback(
    (code: string) => onEnd({ ending: code === 'kicked' || code === 'denied' ? 'removed' : 'closed' }),
    [onEnd],
  );
  const meeting = useMeeting({ ticket, name: recallName(), adminToken: address.adminToken, onRefused: refused });
  const { state, session, client, isConnected } = meeting;
  const place = usePlace(stay, session, notify);
  const attempt = useAttempt(notify);
  const isHost = ticket.role === 'host';
  usePageTitle(state.title);
  useNoticesOf(place.sending, notify);
  useMeetingEnd(place, state.end, onEnd);
  useMediaReports(place.room, client, isConnected);
  useFrameEffects(meeting, place, isHost, notify);
  useWaitingNotices(state.waiting, notify, retract);
  const page = { ...meeting, place, isHost, isGuest, isModerator: isHost || ticket.role === 'moderator', attempt };
  return (
    <RoomContext.Provider value={place.room}>
      <NotifyContext.Provider value={notify}>
        <MeetingContext.Provider value={page}>
          <RaisedHandsContext.Provider value={state.hands}>
            <TranscriptionProvider stay={stay}>
              <MeetingFrame stay={stay}>
                <NoticeList notices={notices} onDismiss={dismiss} />
              </MeetingFrame>
            </TranscriptionProvider>
          </RaisedHandsContext.Provider>
        </MeetingContext.Provider>
      </NotifyContext.Provider>
    </RoomContext.Provider>
  );
}
