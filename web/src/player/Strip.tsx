import { useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { formatDuration } from './facts.ts';
import { useImage } from './use-image.ts';
import './strip.css';

const TILES = 10;

interface StripProps {
  /** A picture of ten tiles in a row, each the middle of a tenth. */
  url: string;
  /** Seconds. */
  duration: number;
  position: number;
  /** The tiles are parts of one picture, such as a waveform. */
  seamless: boolean;
  onSeek: (seconds: number) => void;
}

/** Pictures to jump by: one stop for the tab key, the arrow keys lead from tile to tile. */
export function Strip({ url, duration, position, seamless, onSeek }: StripProps) {
  const current = Math.min(TILES - 1, Math.floor((position / duration) * TILES));
  const { list, entry, move, focused } = useRovingFocus(current);
  if (!useImage(url)) return null;
  return (
    <ul
      ref={list}
      className={seamless ? 'strip strip-seamless' : 'strip'}
      aria-label="Jump to"
      style={{ '--strip': `url(${JSON.stringify(url)})` } as CSSProperties}
      onKeyDown={move}
    >
      {Array.from({ length: TILES }, (_, tile) => {
        const time = ((tile + 0.5) * duration) / TILES;
        return (
          <li key={tile}>
            <button
              type="button"
              className="strip-tile"
              style={{ '--index': tile } as CSSProperties}
              tabIndex={tile === entry ? 0 : -1}
              aria-current={tile === current ? 'time' : undefined}
              aria-label={formatDuration(time)}
              onFocus={() => focused(tile)}
              onClick={() => onSeek(time)}
            >
              <span>{formatDuration(time)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The tile that was focused last is where the tab key enters; before that, the one that plays. */
function useRovingFocus(current: number) {
  const list = useRef<HTMLUListElement>(null);
  const [last, focused] = useState<number | null>(null);
  const entry = last ?? current;
  const move = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: entry - 1, ArrowRight: entry + 1, Home: 0, End: TILES - 1 };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    list.current?.querySelectorAll('button')[Math.max(0, Math.min(TILES - 1, next))]?.focus();
  };
  return { list, entry, move, focused };
}
