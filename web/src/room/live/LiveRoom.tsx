import { RoomAudioRenderer, RoomContext } from '@livekit/components-react';
import { usePageTitle } from '../../lib/use-page-title.ts';
import type { Ending } from '../endings.ts';
import type { JoinedRoom } from '../join-room.ts';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { ConsentDialog } from './ConsentDialog.tsx';
import { ControlBar } from './ControlBar.tsx';
import { NoticeList } from './NoticeList.tsx';
import { NotifyContext, useNotices, useNoticesOf } from './notices.ts';
import { PresenceAnnouncer } from './PresenceAnnouncer.tsx';
import { RoomHeader } from './RoomHeader.tsx';
import { SoundBlocked } from './SoundBlocked.tsx';
import { Stage } from './Stage.tsx';
import { useConsent } from './use-consent.ts';
import { useEnding } from './use-ending.ts';
import { useToldActivity } from './use-told-activity.ts';
import './live-room.css';

interface LiveRoomProps {
  title: string;
  joined: JoinedRoom;
  onEnd: (ending: Ending) => void;
}

/** A room that one is in: who is there on the stage, what one can do below it. */
export function LiveRoom({ title, joined, onEnd }: LiveRoomProps) {
  const { notices, notify, dismiss } = useNotices();
  usePageTitle(title);
  useEnding(joined.room, onEnd);
  useNoticesOf(joined.sending, notify);
  const activity = useToldActivity(joined, notify);
  const consent = useConsent(activity, joined.agreed);
  return (
    <RoomContext.Provider value={joined.room}>
      <NotifyContext.Provider value={notify}>
        <div className="live-room">
          <RoomHeader title={title} activity={activity} isTranscribing={activity.isTranscribing} />
          <main className="live-room-main">
            <ConnectionBanner />
            <SoundBlocked />
            <Stage />
            <NoticeList notices={notices} onDismiss={dismiss} />
          </main>
          <ControlBar />
        </div>
        <ConsentDialog asked={consent.asked} onStay={consent.agree} onLeave={() => void joined.room.disconnect()} />
        <PresenceAnnouncer />
        <RoomAudioRenderer />
      </NotifyContext.Provider>
    </RoomContext.Provider>
  );
}
