import { RoomAudioRenderer } from '@livekit/components-react';
import { useState, type ReactNode } from 'react';
import { ConnectionBanner } from '../../room/live/ConnectionBanner.tsx';
import { ConsentDialog } from '../../room/live/ConsentDialog.tsx';
import { useNotify } from '../../room/live/notices.ts';
import { PresenceAnnouncer } from '../../room/live/PresenceAnnouncer.tsx';
import { RoomHeader } from '../../room/live/RoomHeader.tsx';
import { SoundBlocked } from '../../room/live/SoundBlocked.tsx';
import { Stage } from '../../room/live/Stage.tsx';
import { useConsent } from '../../room/live/use-consent.ts';
import '../../room/live/live-room.css';
import { AssignedDialog } from '../breakouts/AssignedDialog.tsx';
import { BreakoutBanner } from '../breakouts/BreakoutBanner.tsx';
import { Captions } from '../captions/Captions.tsx';
import type { MeetingStay } from '../enter-meeting.ts';
import { useTranscription } from '../transcription/transcription-context.ts';
import { FloatingReactions } from './FloatingReactions.tsx';
import { GatewayBanner } from './GatewayBanner.tsx';
import { useMeetingPage } from './meeting-context.ts';
import { MeetingControls } from './MeetingControls.tsx';
import { NewsAnnouncer } from './NewsAnnouncer.tsx';
import { PanelButtons } from './PanelButtons.tsx';
import type { PanelName } from './panels.ts';
import { SidePanel } from './SidePanel.tsx';
import { UnmuteDialog } from './UnmuteDialog.tsx';
import { useMeetingActivity } from './use-meeting-activity.ts';
import './live-meeting.css';

/** The page of a meeting: the stage, what one can do below it, and beside it people, chat and what hosts decide. */
export function MeetingFrame({ stay, children }: { stay: MeetingStay; children: ReactNode }) {
  const { state, place, client, session } = useMeetingPage();
  const [panel, setPanel] = useState<PanelName | null>(null);
  const activity = useMeetingActivity(stay, place.room, state, useNotify());
  const consent = useConsent(activity, stay.agreed);
  const { isTranscribing } = useTranscription();
  const leave = () => {
    client.send('leave-meeting', { meetingId: session.meetingId });
    void place.room.disconnect();
  };
  return (
    <>
      <div className={panel ? 'live-room live-meeting live-meeting-split' : 'live-room live-meeting'}>
        <RoomHeader title={state.title} activity={activity} isTranscribing={isTranscribing}>
          <PanelButtons panel={panel} onChange={setPanel} />
        </RoomHeader>
        <main className="live-room-main">
          <ConnectionBanner />
          <GatewayBanner />
          <BreakoutBanner />
          <SoundBlocked />
          <Stage />
          <FloatingReactions />
          {children}
        </main>
        {panel && <SidePanel key={panel} panel={panel} onClose={() => setPanel(null)} />}
        <Captions />
        <MeetingControls onLeave={leave} />
      </div>
      <UnmuteDialog />
      <AssignedDialog />
      <ConsentDialog asked={consent.asked} onStay={consent.agree} onLeave={leave} />
      <NewsAnnouncer />
      <PresenceAnnouncer />
      <RoomAudioRenderer />
    </>
  );
}
