import { useState, type FormEvent } from 'react';
import { useCountdown } from '../../lib/use-countdown.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Button } from '../../ui/Button.tsx';
import { recallName } from '../choices.ts';
import type { Failure } from '../../api/failure.ts';
import { describeActivity } from '../consent.ts';
import { ActivityNotice } from './ActivityNotice.tsx';
import type { Door } from './door.ts';
import { NameField } from './NameField.tsx';

interface EntryFormProps {
  door: Door;
  failure: Failure | null;
  joining: boolean;
  onSubmit: (name: string) => void;
}

/** The name and the button to join, with why the last try did not succeed. */
export function EntryForm({ door, failure, joining, onSubmit }: EntryFormProps) {
  const [name, setName] = useState(() => door.name ?? recallName());
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
      <h1>Join {door.title}</h1>
      {door.role === 'viewer' && <p>You will see and hear the room. Nobody sees or hears you.</p>}
      {door.hint && <p>{door.hint}</p>}
      <NameField value={name} missing={unnamed && name.trim() === ''} onChange={setName} />
      {failure && (
        <Alert tone="failure" title={failure.title}>
          {failure.text} {failure.note}
        </Alert>
      )}
      <ActivityNotice activity={door} />
      <Button type="submit" busy={joining} disabled={wait > 0}>
        {labelOf(joining, wait, failure, describeActivity(door) !== '')}
      </Button>
    </form>
  );
}

function labelOf(joining: boolean, wait: number, failure: Failure | null, isAsked: boolean): string {
  if (joining) return 'Joining…';
  if (wait > 0) return `Try again in ${wait} s`;
  if (failure) return 'Try again';
  return isAsked ? 'Agree and join' : 'Join';
}
