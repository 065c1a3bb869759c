import { supportsAudioOutputSelection } from 'livekit-client';
import { DeviceSelect } from '../DeviceSelect.tsx';
import type { Preview } from './use-preview.ts';
import './device-choice.css';

/** The lists of devices to choose from before joining. */
export function DeviceChoice({ preview }: { preview: Preview }) {
  const { choices, change, camera, microphone } = preview;
  // Browsers tell the devices' names only after one was opened.
  const refresh = `${Boolean(camera.track)} ${Boolean(microphone.track)}`;
  return (
    <section className="device-choice" aria-label="Devices">
      <DeviceSelect
        kind="audioinput"
        label="Microphone"
        value={choices.microphoneId}
        refresh={refresh}
        onChange={(microphoneId) => change({ microphoneId })}
      />
      <DeviceSelect
        kind="videoinput"
        label="Camera"
        value={choices.cameraId}
        refresh={refresh}
        onChange={(cameraId) => change({ cameraId })}
      />
      {supportsAudioOutputSelection() && (
        <DeviceSelect
          kind="audiooutput"
          label="Speaker"
          value={choices.speakerId}
          refresh={refresh}
          onChange={(speakerId) => change({ speakerId })}
        />
      )}
    </section>
  );
}
