import { useState, type FormEvent } from 'react';
import type { RoomLink } from '../../api/room-links.ts';
import { useCountdown } from '../../lib/use-countdown.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Button } from '../../ui/Button.tsx';
import { recallName } from '../choices.ts';
import type { Failure } from '../failure.ts';
import { NameField } from './NameField.tsx';

interface EntryFormProps {
  link: RoomLink;
  failure: Failure | null;
  joining: boolean;
  onSubmit: (name: string) => void;
}

/** The name and the button to join, with why the last try did not succeed. */
export function EntryForm({ link, failure, joining, onSubmit }: EntryFormProps) {
  const [name, setName] = useState(() => link.name ?? recallName());
  const [unnamed, setUnnamed] = useState(false);
  const wait = useCountdown(failure?.retryAfter ?? 0, failure);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const nameless = name.trim() === '';
    setUnnamed(nameless);
    if (!nameless && !joining && wait === 0) onSubmit(name.trim());
  };
  return (
    <form className="entry-form" onSubmit={submit} noValidate>
      <h1>Join {link.roomId}</h1>
      {link.role === 'viewer' && <p>You will see and hear the room. Nobody sees or hears you.</p>}
      <NameField value={name} missing={unnamed && name.trim() === ''} onChange={setName} />
      {failure && (
        <Alert tone="failure" title={failure.title}>
          {failure.text} {failure.note}
        </Alert>
      )}
      <Button type="submit" busy={joining} disabled={wait > 0}>
        {labelOf(joining, wait, failure)}
      </Button>
    </form>
  );
}

function labelOf(joining: boolean, wait: number, failure: Failure | null): string {
  if (joining) return 'Joining…';
  if (wait > 0) return `Try again in ${wait} s`;
  return failure ? 'Try again' : 'Join';
}
