import { useEffect, useId, useRef } from 'react';
import type { RoomActivity } from '../../../../src/contracts/room-activity.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { describeActivity } from '../consent.ts';
import { usePlaceWord } from '../place-word.ts';
import '../../ui/dialog.css';
import './consent-dialog.css';

interface ConsentDialogProps {
  /** What began that the person has not agreed to; null when there is nothing to ask. */
  asked: RoomActivity | null;
  onStay: () => void;
  onLeave: () => void;
}

/** Asks who is in the room when a recording or stream begins: to stay is to agree. It wants an answer. */
export function ConsentDialog({ asked, onStay, onLeave }: ConsentDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const word = usePlaceWord();
  const isAsking = asked !== null;
  useEffect(() => {
    dialog.current?.showModal();
  }, [isAsking]);
  if (!asked) return null;
  const what = describeActivity(asked);
  return (
    <dialog
      ref={dialog}
      className="dialog consent-dialog"
      aria-labelledby={titleId}
      onCancel={(event) => event.preventDefault()}
      // Some browsers let the escape key close it all the same.
      onClose={() => dialog.current?.showModal()}
    >
      <h2 id={titleId}>
        <Icon name={asked.isRecording ? 'record' : 'broadcast'} size={24} />
        This {word} is now being {what}
      </h2>
      <p>If you stay, you agree to be {what}: your name, and what you say, show and share.</p>
      <div className="consent-dialog-actions">
        <Button onClick={onStay}>Stay</Button>
        <Button look="plain" onClick={onLeave}>
          Leave the {word}
        </Button>
      </div>
    </dialog>
  );
}
