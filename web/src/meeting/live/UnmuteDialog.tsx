import { useRoomContext } from '@livekit/components-react';
import { useNotify } from '../../room/live/notices.ts';
import { deviceProblem } from '../../room/device-problem.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useMeetingPage } from './meeting-context.ts';

/** Asks the person to speak whom the host asked to. Nobody else can switch a microphone on. */
export function UnmuteDialog() {
  const { state, dispatch } = useMeetingPage();
  const room = useRoomContext();
  const notify = useNotify();
  if (!state.isAskedToUnmute) return null;
  const settle = () => dispatch({ type: 'settled', what: 'unmute' });
  const unmute = () => {
    settle();
    room.localParticipant
      .setMicrophoneEnabled(true)
      .catch((error: unknown) => notify(deviceProblem('microphone', error)));
  };
  return (
    <ConfirmDialog
      title="The host asks you to speak"
      look="primary"
      confirm="Turn on microphone"
      cancel="Stay muted"
      onConfirm={unmute}
      onCancel={settle}
    >
      <p>Everybody in the meeting hears you then.</p>
    </ConfirmDialog>
  );
}
