import { Icon } from '../../ui/Icon.tsx';
import type { IconName } from '../../ui/icons.ts';
import '../../ui/round-button.css';

interface ControlButtonProps {
  icon: IconName;
  label: string;
  look?: 'plain' | 'active' | 'danger';
  onPress: () => void;
}

/** A button of the control bar; on a narrow screen the icon alone is seen. */
export function ControlButton({ icon, label, look = 'plain', onPress }: ControlButtonProps) {
  return (
    <button type="button" className={`round-button control-${look}`} aria-label={label} title={label} onClick={onPress}>
      <Icon name={icon} size={22} />
      <span className="round-button-label">{label}</span>
    </button>
  );
}
