import { ToggleButton } from '../../ui/ToggleButton.tsx';
import { ControlButton } from './ControlButton.tsx';
import { useScreenShare } from './use-screen-share.ts';
import { useSending } from './use-sending.ts';

/** Microphone, camera, screen. */
export function SendControls() {
  const microphone = useSending('microphone');
  const camera = useSending('camera');
  const screen = useScreenShare();
  return (
    <>
      <ToggleButton
        icon="microphone"
        label="Microphone"
        labelled
        on={microphone.on}
        busy={microphone.busy}
        onToggle={microphone.toggle}
      />
      <ToggleButton
        icon="camera"
        label="Camera"
        labelled
        on={camera.on}
        busy={camera.busy}
        onToggle={camera.toggle}
      />
      <ControlButton
        icon="screen"
        label={screen.on ? 'Stop sharing' : 'Share screen'}
        look={screen.on ? 'active' : 'plain'}
        onPress={() => screen.busy || screen.toggle()}
      />
    </>
  );
}
