import { useRoomContext } from '@livekit/components-react';
import { useRef, type ReactNode } from 'react';
import { ControlButton } from './ControlButton.tsx';
import { DeviceDialog } from './DeviceDialog.tsx';
import { SendControls } from './SendControls.tsx';
import { useParticipant } from './use-participant.ts';
import './control-bar.css';

interface ControlBarProps {
  /** What else can be done in this kind of room, between what is sent and the devices. */
  children?: ReactNode;
  onLeave?: () => void;
}

/** What one can do in the room. Follows the role: who may not send, now or from now on, has nothing to send with. */
export function ControlBar({ children, onLeave }: ControlBarProps) {
  const room = useRoomContext();
  const me = useParticipant(room.localParticipant);
  const devices = useRef<HTMLDialogElement>(null);
  const maySend = me.permissions?.canPublish ?? false;
  return (
    <footer className="control-bar" role="group" aria-label="Controls">
      {maySend && <SendControls />}
      {children}
      <ControlButton icon="settings" label="Devices" onPress={() => devices.current?.showModal()} />
      <ControlButton icon="leave" label="Leave" look="danger" onPress={onLeave ?? (() => void room.disconnect())} />
      <DeviceDialog ref={devices} maySend={maySend} />
    </footer>
  );
}
