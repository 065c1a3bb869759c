import type { ButtonHTMLAttributes } from 'react';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import './icon-button.css';

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  /** What it does, read aloud and shown on hovering. */
  label: string;
  /** `on`: what the icon shows is under way. */
  look?: 'plain' | 'on' | 'danger';
}

/** A small button with an icon alone, for rows of a list. */
export function IconButton({ icon, label, look = 'plain', ...rest }: IconButtonProps) {
  return (
    <button type="button" className={`icon-button icon-button-${look}`} aria-label={label} title={label} {...rest}>
      <Icon name={icon} size={18} />
    </button>
  );
}
