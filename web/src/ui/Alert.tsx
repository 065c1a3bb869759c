import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import './alert.css';

/** A message within a page. `failure` is announced at once, `hint` when the reader pauses. */
export function Alert({ tone, title, children }: { tone: 'failure' | 'hint'; title?: string; children: ReactNode }) {
  return (
    <div className={`alert alert-${tone}`} role={tone === 'failure' ? 'alert' : 'status'}>
      <Icon name={tone === 'failure' ? 'warning' : 'info'} />
      <div>
        {title && <strong>{title}</strong>}
        <p>{children}</p>
      </div>
    </div>
  );
}
