import { useState } from 'react';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';
import type { Person } from '../meeting-state.ts';

/** Asks before somebody is removed, and for what they are told. */
export function KickDialog({ person, onDone }: { person: Person; onDone: () => void }) {
  const { session, attempt } = useMeetingPage();
  const [reason, setReason] = useState('');
  const kick = () => {
    onDone();
    const said = reason.trim();
    void attempt(
      session.call(
        'POST',
        `/participants/${encodeURIComponent(person.participantId)}/kick`,
        said ? { reason: said } : {},
      ),
    );
  };
  return (
    <ConfirmDialog title={`Remove ${person.name}?`} confirm="Remove" onConfirm={kick} onCancel={onDone}>
      <p>They leave the meeting at once and cannot come back into it.</p>
      <TextField label="What they are told (optional)" value={reason} maxLength={200} onChange={setReason} />
    </ConfirmDialog>
  );
}
