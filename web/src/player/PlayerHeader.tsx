import { useEffect, useRef } from 'react';
import { Icon } from '../ui/Icon.tsx';

/** What is played, which takes the focus so that it is read aloud, and the file to keep. */
export function PlayerHeader({ title, url, filename }: { title: string; url: string; filename: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <header className="player-header">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <a className="button button-primary" href={url} download={filename}>
        <Icon name="download" />
        Download
      </a>
    </header>
  );
}
