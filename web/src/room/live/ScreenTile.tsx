import { VideoTrack, type TrackReference } from '@livekit/components-react';
import { Button } from '../../ui/Button.tsx';
import { nameOf } from './name-of.ts';
import { useScreenShare } from './use-screen-share.ts';
import './tile.css';

/** A shared screen, whole. One's own is not shown: it would show itself within itself. */
export function ScreenTile({ screen }: { screen: TrackReference }) {
  const { participant } = screen;
  if (participant.isLocal) return <OwnScreen />;
  return (
    <li className="tile" aria-label={`${nameOf(participant)}'s screen`}>
      <VideoTrack trackRef={screen} className="tile-video tile-whole" playsInline />
      <p className="tile-name" aria-hidden="true">
        <span>{nameOf(participant)}'s screen</span>
      </p>
    </li>
  );
}

function OwnScreen() {
  const { toggle, busy } = useScreenShare();
  return (
    <li className="tile" aria-label="Your screen">
      <div className="tile-own-screen">
        <p>You are sharing your screen with the room.</p>
        <Button look="plain" busy={busy} onClick={toggle}>
          Stop sharing
        </Button>
      </div>
    </li>
  );
}
