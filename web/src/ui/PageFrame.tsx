import type { ReactNode } from 'react';
import { Brand } from './Brand.tsx';
import './page-frame.css';

/** The frame of every page but the room itself: the mark on top, the content below it. */
export function PageFrame({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className="page-frame">
      <header className="page-frame-header">
        <a className="page-frame-home" href="/" aria-label="Plenum, start page">
          <Brand />
        </a>
      </header>
      <main className={wide ? 'page-frame-main page-frame-wide' : 'page-frame-main'}>{children}</main>
    </div>
  );
}
