import { useEffect, type CSSProperties } from 'react';
import type { Floating } from '../meeting-state.ts';
import { useMeetingPage } from './meeting-context.ts';
import './floating-reactions.css';

const SHOWN_MS = 4_000;

/** Emoji that rise over the stage with the names of who sent them. */
export function FloatingReactions() {
  const { state } = useMeetingPage();
  return (
    <ul className="floating-reactions" aria-label="Reactions">
      {state.floating.map(({ key, name, emoji }) => (
        <Rising key={key} id={key} name={name} emoji={emoji} />
      ))}
    </ul>
  );
}

function Rising({ id, name, emoji }: Omit<Floating, 'key'> & { id: number }) {
  const { dispatch } = useMeetingPage();
  useEffect(() => {
    const timer = setTimeout(() => dispatch({ type: 'floated', key: id }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [dispatch, id]);
  // Beside each other rather than on top, without chance, so that a redraw moves nothing.
  return (
    <li style={{ '--at': (id * 37) % 100 } as CSSProperties}>
      <span className="floating-emoji">{emoji}</span>
      <span className="floating-name">{name}</span>
    </li>
  );
}
