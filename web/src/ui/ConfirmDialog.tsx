import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import './dialog.css';
import './confirm-dialog.css';

interface ConfirmDialogProps {
  title: string;
  children: ReactNode;
  /** The label of the button that does it. */
  confirm: string;
  look?: 'primary' | 'danger';
  cancel?: string;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something that cannot be taken back, or on somebody else's behalf. Shown for as long as it is drawn. */
export function ConfirmDialog({
  title,
  children,
  confirm,
  look = 'danger',
  cancel = 'Cancel',
  ...on
}: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className="dialog confirm-dialog" aria-labelledby={titleId} onCancel={on.onCancel}>
      <h2 id={titleId}>{title}</h2>
      <div className="confirm-dialog-text">{children}</div>
      <div className="confirm-dialog-actions">
        <Button look={look} onClick={on.onConfirm}>
          {confirm}
        </Button>
        <Button look="plain" onClick={on.onCancel}>
          {cancel}
        </Button>
      </div>
    </dialog>
  );
}
