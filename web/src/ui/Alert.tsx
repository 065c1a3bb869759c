import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import './alert.css';

interface AlertProps {
  tone: 'failure' | 'hint';
  title?: string;
  /** In place of the tone's own. */
  icon?: IconName;
  children: ReactNode;
}

/** A message within a page. `failure` is announced at once, `hint` when the reader pauses. */
export function Alert({ tone, title, icon, children }: AlertProps) {
  return (
    <div className={`alert alert-${tone}`} role={tone === 'failure' ? 'alert' : 'status'}>
      <Icon name={icon ?? (tone === 'failure' ? 'warning' : 'info')} />
      <div>
        {title && <strong>{title}</strong>}
        <p>{children}</p>
      </div>
    </div>
  );
}
