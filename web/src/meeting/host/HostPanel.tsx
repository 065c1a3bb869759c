import { useState, type FormEvent } from 'react';
import type { MeetingSettings } from '../../../../src/contracts/meetings.ts';
import { useNotify } from '../../room/live/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { RecordingControl } from '../recording/RecordingControl.tsx';
import { TranscriptionControl } from '../transcription/TranscriptionControl.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';
import { useAbilities } from './use-abilities.ts';
import './host-panel.css';

type SwitchName = 'locked' | 'waitingRoom' | 'muteOnJoin' | 'videoOffOnJoin';

const SWITCHES: [name: SwitchName, label: string, hint: string][] = [
  ['locked', 'Lock the meeting', 'Nobody new comes in but by an invitation.'],
  ['waitingRoom', 'Waiting room', 'Who comes waits until a host lets them in.'],
  ['muteOnJoin', 'Mute who joins', 'They can turn the microphone on themselves.'],
  ['videoOffOnJoin', 'Camera off for who joins', 'They can turn the camera on themselves.'],
];

/** How the meeting is held, and its end. */
export function HostPanel() {
  const { state, session, attempt, isGuest } = useMeetingPage();
  const change = (changed: Partial<MeetingSettings>) => void attempt(session.call('PATCH', '/settings', changed));
  return (
    <div className="side-panel-body">
      <section aria-label="Who comes in, and how">
        {SWITCHES.map(([name, label, hint]) => (
          <Switch
            key={name}
            label={label}
            hint={hint}
            on={state.settings[name]}
            onChange={(on) => change({ [name]: on })}
          />
        ))}
      </section>
      {!isGuest && <MediaControls />}
      <SettingsForm key={`${state.title} ${state.settings.maxParticipants}`} />
      <EndMeeting />
    </div>
  );
}

/** What goes out of the meeting, where the server can. */
function MediaControls() {
  const { recording, transcription, languages } = useAbilities();
  return (
    <>
      <RecordingControl canRecord={recording} />
      <TranscriptionControl canTranscribe={transcription} languages={languages} />
    </>
  );
}

/** Title and seats, which are sent together. Drawn anew when another host changes them. */
function SettingsForm() {
  const { state, session, attempt } = useMeetingPage();
  const notify = useNotify();
  const [title, setTitle] = useState(state.title);
  const [seats, setSeats] = useState(String(state.settings.maxParticipants));
  const isWrong = !/^\d{1,5}$/.test(seats) || Number(seats) < 1 || Number(seats) > 10_000;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isWrong || title.trim() === '') return;
    const saving = session.call('PATCH', '/settings', { title: title.trim(), maxParticipants: Number(seats) });
    if (await attempt(saving)) notify('Saved.');
  };
  return (
    <form className="host-form" onSubmit={(event) => void save(event)} noValidate>
      <TextField
        label="Title"
        value={title}
        maxLength={200}
        problem={title.trim() === '' ? 'Enter a title.' : undefined}
        onChange={setTitle}
      />
      <TextField
        label="Seats"
        value={seats}
        inputMode="numeric"
        problem={isWrong ? 'Enter a number from 1 to 10000.' : undefined}
        onChange={setSeats}
      />
      <Button type="submit" look="plain">
        Save
      </Button>
    </form>
  );
}

function EndMeeting() {
  const { session, attempt } = useMeetingPage();
  const [isAsking, setAsking] = useState(false);
  const end = () => {
    setAsking(false);
    void attempt(session.call('DELETE', ''));
  };
  return (
    <section className="host-end" aria-label="End">
      <Button look="danger" onClick={() => setAsking(true)}>
        End the meeting for all
      </Button>
      {isAsking && (
        <ConfirmDialog
          title="End the meeting for all?"
          confirm="End for all"
          onConfirm={end}
          onCancel={() => setAsking(false)}
        >
          <p>Everybody leaves, also people in breakout rooms and in the waiting room. It cannot be opened again.</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
