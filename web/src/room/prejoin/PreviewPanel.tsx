import { Alert } from '../../ui/Alert.tsx';
import { ToggleButton } from '../../ui/ToggleButton.tsx';
import { CameraPreview } from './CameraPreview.tsx';
import { MicrophoneLevel } from './MicrophoneLevel.tsx';
import type { Preview } from './use-preview.ts';
import './preview-panel.css';

/** Where a person sees and hears what they will send, and switches it on and off. */
export function PreviewPanel({ preview }: { preview: Preview }) {
  const { choices, change, camera, microphone } = preview;
  return (
    <section className="preview-panel" aria-label="Camera and microphone">
      <div className="preview-panel-picture">
        <CameraPreview track={camera.track} placeholder={placeholderOf(preview)} />
        <div className="preview-panel-toggles">
          <ToggleButton
            icon="microphone"
            label="Microphone"
            on={choices.microphoneOn && !microphone.problem}
            onToggle={(microphoneOn) => change({ microphoneOn })}
          />
          <ToggleButton
            icon="camera"
            label="Camera"
            on={choices.cameraOn && !camera.problem}
            onToggle={(cameraOn) => change({ cameraOn })}
          />
        </div>
      </div>
      {camera.problem && <Alert tone="hint">{camera.problem} You can also join without it.</Alert>}
      {microphone.problem && <Alert tone="hint">{microphone.problem} You can also join without it.</Alert>}
      <MicrophoneLevel track={microphone.track} />
    </section>
  );
}

function placeholderOf({ opening, choices, camera }: Preview): string {
  if (camera.problem) return 'No picture';
  if (!choices.cameraOn) return 'Your camera is off';
  return opening ? 'Allow camera and microphone when the browser asks' : 'Your camera is starting';
}
