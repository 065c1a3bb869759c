import type { LocalTrack } from 'livekit-client';
import { useState, type FormEvent } from 'react';
import type { RoomLink } from '../../api/room-links.ts';
import { useCountdown } from '../../lib/use-countdown.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Button } from '../../ui/Button.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { recallName, type MediaChoices } from '../choices.ts';
import type { Failure } from '../failure.ts';
import { DeviceChoice } from './DeviceChoice.tsx';
import { PreviewPanel } from './PreviewPanel.tsx';
import { usePreview } from './use-preview.ts';
import './prejoin.css';

/** What the person decided at the door. */
export interface Entry {
  name: string;
  choices: MediaChoices;
  takeTracks: () => LocalTrack[];
}

interface PreJoinProps {
  link: RoomLink;
  /** Why the last try to join did not succeed. */
  failure: Failure | null;
  joining: boolean;
  onJoin: (entry: Entry) => void;
}

// On a narrow screen the name field is below the picture: focusing it would scroll the picture away.
const WIDE = matchMedia('(min-width: 820px)');

/** The door of a room: name, devices, join. Viewers send nothing, so they are asked for no device. */
export function PreJoin({ link, failure, joining, onJoin }: PreJoinProps) {
  const sends = link.role !== 'viewer';
  const preview = usePreview(sends);
  const [name, setName] = useState(() => link.name ?? recallName());
  const [nameProblem, setNameProblem] = useState<string>();
  const wait = useCountdown(failure?.retryAfter ?? 0, failure);
  usePageTitle(`Join ${link.roomId}`);

  const join = (event: FormEvent) => {
    event.preventDefault();
    if (joining || wait > 0) return;
    if (name.trim() === '') return setNameProblem('Enter a name, so that the others know who you are.');
    onJoin({ name: name.trim(), choices: withoutFailedDevices(preview), takeTracks: preview.takeTracks });
  };

  return (
    <PageFrame wide={sends}>
      <form className={sends ? 'prejoin prejoin-sends' : 'prejoin'} onSubmit={join} noValidate>
        {sends && <PreviewPanel preview={preview} />}
        <div className="prejoin-entry">
          <h1>
            Join <span className="prejoin-room">{link.roomId}</span>
          </h1>
          {!sends && <p>You will see and hear the room. Nobody sees or hears you.</p>}
          <TextField
            label="Your name"
            value={name}
            problem={nameProblem}
            maxLength={64}
            autoComplete="name"
            autoFocus={name === '' && WIDE.matches}
            onChange={(value) => {
              setName(value);
              setNameProblem(undefined);
            }}
          />
          {failure && (
            <Alert tone="failure" title={failure.title}>
              {failure.text} {failure.note}
            </Alert>
          )}
          <Button type="submit" busy={joining} disabled={wait > 0}>
            {labelOf(joining, wait, failure)}
          </Button>
        </div>
        {sends && <DeviceChoice preview={preview} />}
      </form>
    </PageFrame>
  );
}

function labelOf(joining: boolean, wait: number, failure: Failure | null): string {
  if (joining) return 'Joining…';
  if (wait > 0) return `Try again in ${wait} s`;
  return failure ? 'Try again' : 'Join';
}

/** A device that did not open here would not open on the way in either: the person has read why already. */
function withoutFailedDevices({ choices, camera, microphone }: ReturnType<typeof usePreview>): MediaChoices {
  return {
    ...choices,
    cameraOn: choices.cameraOn && !camera.problem,
    microphoneOn: choices.microphoneOn && !microphone.problem,
  };
}
