import { ControlBar } from '../../room/live/ControlBar.tsx';
import { ControlButton } from '../../room/live/ControlButton.tsx';
import { CaptionsButton } from '../captions/CaptionsButton.tsx';
import { useMeetingPage } from './meeting-context.ts';
import { ReactButton } from './ReactButton.tsx';

/** What one can do in a meeting: send, raise a hand, react, leave. */
export function MeetingControls({ onLeave }: { onLeave: () => void }) {
  const { state, client, attempt } = useMeetingPage();
  const isRaised = state.hands.includes(state.myId);
  return (
    <ControlBar onLeave={onLeave}>
      <ControlButton
        icon="hand"
        label={isRaised ? 'Lower hand' : 'Raise hand'}
        look={isRaised ? 'active' : 'plain'}
        onPress={() => void attempt(client.ask('raise-hand', { isHandRaised: !isRaised }))}
      />
      <ReactButton />
      <CaptionsButton />
    </ControlBar>
  );
}
