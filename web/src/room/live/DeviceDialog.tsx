import { supportsAudioOutputSelection } from 'livekit-client';
import { useId, type Ref } from 'react';
import { Button } from '../../ui/Button.tsx';
import { DeviceSelect } from '../DeviceSelect.tsx';
import { useSwitchDevice } from './use-switch-device.ts';
import '../../ui/dialog.css';
import './device-dialog.css';

/** Lets the person change devices while in the room. Viewers have a speaker only. */
export function DeviceDialog({ ref, maySend }: { ref: Ref<HTMLDialogElement>; maySend: boolean }) {
  const titleId = useId();
  const { choices, switchTo, refresh } = useSwitchDevice();
  const speakers = supportsAudioOutputSelection();
  return (
    <dialog ref={ref} className="dialog device-dialog" aria-labelledby={titleId}>
      <form method="dialog">
        <h2 id={titleId}>Devices</h2>
        {maySend && (
          <>
            <DeviceSelect
              kind="audioinput"
              label="Microphone"
              value={choices.microphoneId}
              refresh={refresh}
              onChange={(id) => switchTo('audioinput', id)}
            />
            <DeviceSelect
              kind="videoinput"
              label="Camera"
              value={choices.cameraId}
              refresh={refresh}
              onChange={(id) => switchTo('videoinput', id)}
            />
          </>
        )}
        {speakers && (
          <DeviceSelect
            kind="audiooutput"
            label="Speaker"
            value={choices.speakerId}
            refresh={refresh}
            onChange={(id) => switchTo('audiooutput', id)}
          />
        )}
        <p className="device-dialog-hint">
          A device that is missing here may not be plugged in, or the browser was not allowed to use it.
        </p>
        <Button type="submit">Done</Button>
      </form>
    </dialog>
  );
}
