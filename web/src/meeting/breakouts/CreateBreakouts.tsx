import { useState, type FormEvent } from 'react';
import { Button } from '../../ui/Button.tsx';
import { TextAreaField } from '../../ui/TextAreaField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';
import { readRoomNames } from './room-names.ts';

/** Where a host opens breakout rooms. */
export function CreateBreakouts() {
  const { session, attempt } = useMeetingPage();
  const [text, setText] = useState('Room 1\nRoom 2');
  const [minutes, setMinutes] = useState('');
  const [isBusy, setBusy] = useState(false);
  const { names, problem } = readRoomNames(text);
  const isTimeWrong = minutes !== '' && !(Number(minutes) >= 1 && Number(minutes) <= 1440);
  const create = async (event: FormEvent) => {
    event.preventDefault();
    if (problem || isTimeWrong) return;
    setBusy(true);
    const durationSeconds = minutes === '' ? {} : { durationSeconds: Math.round(Number(minutes) * 60) };
    await attempt(session.call('POST', '/breakouts', { rooms: names, ...durationSeconds }));
    setBusy(false);
  };
  return (
    <form className="breakout-form" onSubmit={(event) => void create(event)} noValidate>
      <p className="side-panel-hint">People talk in small rooms of their own for a while, and come back to this one.</p>
      <TextAreaField label="Rooms, one a line" rows={4} value={text} problem={problem} onChange={setText} />
      <TextField
        label="Minutes, if they are to close by themselves"
        value={minutes}
        inputMode="numeric"
        problem={isTimeWrong ? 'Enter 1 to 1440 minutes, or nothing.' : undefined}
        onChange={setMinutes}
      />
      <Button type="submit" busy={isBusy}>
        Open rooms
      </Button>
    </form>
  );
}
