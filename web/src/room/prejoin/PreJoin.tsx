import type { LocalTrack } from 'livekit-client';
import type { RoomActivity } from '../../../../src/contracts/room-activity.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { PageFrame } from '../../ui/PageFrame.tsx';
import type { MediaChoices } from '../choices.ts';
import type { Failure } from '../../api/failure.ts';
import { DeviceChoice } from './DeviceChoice.tsx';
import type { Door } from './door.ts';
import { EntryForm } from './EntryForm.tsx';
import { PreviewPanel } from './PreviewPanel.tsx';
import { usePreview, type Preview } from './use-preview.ts';
import './prejoin.css';

/** What the person decided at the door. */
export interface Entry {
  name: string;
  choices: MediaChoices;
  takeTracks: () => LocalTrack[];
  /** What they were told goes out of the room; null when nobody could tell them. */
  agreed: RoomActivity | null;
}

interface PreJoinProps {
  door: Door;
  /** Why the last try to join did not succeed. */
  failure: Failure | null;
  joining: boolean;
  onJoin: (entry: Entry) => void;
}

/** The door of a room: name, devices, join. Viewers send nothing, so they are asked for no device. */
export function PreJoin({ door, failure, joining, onJoin }: PreJoinProps) {
  const sends = door.role !== 'viewer';
  const preview = usePreview(sends);
  usePageTitle(`Join ${door.title}`);
  const join = (name: string) => {
    onJoin({ name, choices: withoutFailedDevices(preview), takeTracks: preview.takeTracks, agreed: door });
  };
  return (
    <PageFrame wide={sends}>
      <div className={sends ? 'prejoin prejoin-sends' : 'prejoin'}>
        {sends && <PreviewPanel preview={preview} />}
        <EntryForm door={door} failure={failure} joining={joining} onSubmit={join} />
        {sends && <DeviceChoice preview={preview} />}
      </div>
    </PageFrame>
  );
}

/** A device that did not open here would not open on the way in either: the person has read why already. */
function withoutFailedDevices({ choices, camera, microphone }: Preview): MediaChoices {
  return {
    ...choices,
    cameraOn: choices.cameraOn && !camera.problem,
    microphoneOn: choices.microphoneOn && !microphone.problem,
  };
}
