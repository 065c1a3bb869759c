import { useId } from 'react';
import './switch.css';

interface SwitchProps {
  label: string;
  /** What it does, where the label does not say it all. */
  hint?: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** A labelled setting that is on or off. */
export function Switch({ label, hint, on, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="switch">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={on}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      {hint && <p id={`${id}-hint`}>{hint}</p>}
    </div>
  );
}
