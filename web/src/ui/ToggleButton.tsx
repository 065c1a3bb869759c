import { Icon } from './Icon.tsx';
import './round-button.css';
import './toggle-button.css';

interface ToggleButtonProps {
  icon: 'microphone' | 'camera';
  label: string;
  on: boolean;
  onToggle: (on: boolean) => void;
  /** Write the label beside the icon where there is room. */
  labelled?: boolean;
  busy?: boolean;
}

/** A round switch for camera or microphone. Off is the state to notice, so off is the coloured one. */
export function ToggleButton({ icon, label, on, onToggle, labelled = false, busy = false }: ToggleButtonProps) {
  return (
    <button
      type="button"
      className="round-button toggle-button"
      role="switch"
      aria-checked={on}
      aria-label={label}
      aria-busy={busy || undefined}
      title={`${label} is ${on ? 'on' : 'off'}`}
      onClick={() => busy || onToggle(!on)}
    >
      <Icon name={on ? icon : `${icon}-off`} size={22} />
      {labelled && <span className="round-button-label">{label}</span>}
    </button>
  );
}
