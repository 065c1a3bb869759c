import type { CSSProperties } from 'react';
import { hueOf } from './hue-of.ts';
import './avatar.css';

/** Somebody's initials on a colour of their own. */
export function Avatar({ name, identity }: { name: string; identity: string }) {
  return (
    <span className="avatar" style={{ '--hue': hueOf(identity) } as CSSProperties} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

/** The first letters of the first and the last word; whole characters, so that no emoji is cut in two. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? '')][0] ?? '').join('').toLocaleUpperCase();
}
