import { ICONS, type IconName } from './icons.ts';
import './icon.css';

/** A line icon in the text's colour. It is decoration: the control that holds it carries the label. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}
