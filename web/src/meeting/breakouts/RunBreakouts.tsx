import { useState, type FormEvent } from 'react';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useNotify } from '../../room/live/notices.ts';
import { useMeetingPage } from '../live/meeting-context.ts';

/** What a host does with all breakouts at once. */
export function RunBreakouts() {
  const { session, attempt } = useMeetingPage();
  const [isAsking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
    void attempt(session.call('POST', '/breakouts/close'));
  };
  return (
    <section aria-label="All rooms">
      <div className="side-panel-actions">
        <Button size="small" onClick={() => void attempt(session.call('POST', '/breakouts/assign', { shuffle: true }))}>
          Shuffle everybody
        </Button>
        <Button size="small" look="plain" onClick={() => setAsking(true)}>
          Close rooms
        </Button>
      </div>
      <BroadcastForm />
      {isAsking && (
        <ConfirmDialog
          title="Close all breakout rooms?"
          look="primary"
          confirm="Close rooms"
          onConfirm={close}
          onCancel={() => setAsking(false)}
        >
          <p>Everybody is taken back to the main room.</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function BroadcastForm() {
  const { session, attempt } = useMeetingPage();
  const notify = useNotify();
  const [message, setMessage] = useState('');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const said = message.trim();
    if (!said || !(await attempt(session.call('POST', '/breakouts/broadcast', { message: said })))) return;
    setMessage('');
    notify('Your message was sent to all rooms.');
  };
  return (
    <form className="breakout-broadcast" onSubmit={(event) => void send(event)}>
      <TextField label="Message to all rooms" value={message} maxLength={500} onChange={setMessage} />
      <Button type="submit" look="plain" disabled={message.trim() === ''}>
        Send
      </Button>
    </form>
  );
}
