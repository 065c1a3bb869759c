import { useRoomContext } from '@livekit/components-react';
import { useRef } from 'react';
import { ControlButton } from './ControlButton.tsx';
import { DeviceDialog } from './DeviceDialog.tsx';
import { SendControls } from './SendControls.tsx';
import { useParticipant } from './use-participant.ts';
import './control-bar.css';

/** What one can do in the room. Follows the role: who may not send, now or from now on, has nothing to send with. */
export function ControlBar() {
  const room = useRoomContext();
  const me = useParticipant(room.localParticipant);
  const devices = useRef<HTMLDialogElement>(null);
  const maySend = me.permissions?.canPublish ?? false;
  return (
    <footer className="control-bar" role="group" aria-label="Controls">
      {maySend && <SendControls />}
      <ControlButton icon="settings" label="Devices" onPress={() => devices.current?.showModal()} />
      <ControlButton icon="leave" label="Leave" look="danger" onPress={() => void room.disconnect()} />
      <DeviceDialog ref={devices} maySend={maySend} />
    </footer>
  );
}
