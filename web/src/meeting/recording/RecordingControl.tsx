import { useState } from 'react';
import { recordingPathOf } from '../../api/room-recording.ts';
import { Button } from '../../ui/Button.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';

/** By which a host has the meeting recorded, where the server can. */
export function RecordingControl({ canRecord }: { canRecord: boolean }) {
  const { state, session, attempt } = useMeetingPage();
  const [busy, setBusy] = useState(false);
  if (!state.isRecording && !canRecord) return null;
  const call = async (verb: 'start' | 'stop') => {
    setBusy(true);
    await attempt(session.callAt('POST', `${recordingPathOf(session.meetingId)}/${verb}`, {}));
    setBusy(false);
  };
  return (
    <section className="host-control" aria-label="Recording">
      <h3>Recording</h3>
      <p className="side-panel-hint">
        {state.isRecording
          ? 'The meeting is being recorded. Everybody in it sees that.'
          : 'Records what everybody says, shows and shares. Everybody is told, and may leave.'}
      </p>
      <Button look="plain" busy={busy} onClick={() => void call(state.isRecording ? 'stop' : 'start')}>
        {state.isRecording ? 'Stop recording' : 'Start recording'}
      </Button>
    </section>
  );
}
