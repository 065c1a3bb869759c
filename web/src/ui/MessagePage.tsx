import { useEffect, useRef, type ReactNode } from 'react';
import { usePageTitle } from '../lib/use-page-title.ts';
import { PageFrame } from './PageFrame.tsx';
import './card.css';
import './message-page.css';

interface MessagePageProps {
  title: string;
  text: string;
  /** A smaller line under the text, such as a request's number. */
  note?: string | undefined;
  /** What the reader can do next. */
  children?: ReactNode;
}

/** A page that says one thing and the next step. Its heading takes the focus, so that it is read aloud. */
export function MessagePage({ title, text, note, children }: MessagePageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <PageFrame>
      <section className="card message-page">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p>{text}</p>
        {children && <div className="message-page-actions">{children}</div>}
        {note && <p className="message-page-note">{note}</p>}
      </section>
    </PageFrame>
  );
}
