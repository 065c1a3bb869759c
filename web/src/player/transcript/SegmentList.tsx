import { memo, useId, type CSSProperties, type KeyboardEvent, type MouseEvent } from 'react';
import { moveFocus } from './move-focus.ts';
import type { Match } from './search.ts';
import { SegmentItem } from './SegmentItem.tsx';
import type { ShownSegment } from './spots.ts';

interface SegmentListProps {
  segments: readonly ShownSegment[];
  /** Only these are shown; null: all. */
  matches: readonly Match[] | null;
  onPlay: (seconds: number) => void;
}

/** One stop for the tab key; from there the arrow keys lead to segments and words. One ear hears for all of them. */
export const SegmentList = memo(function SegmentList({ segments, matches, onPlay }: SegmentListProps) {
  const hintId = useId();
  const shown = matches ?? segments;
  return (
    <>
      <p id={hintId} className="visually-hidden">
        The arrow keys lead up and down by sentences, left and right by words. Enter plays from there.
      </p>
      <ol
        className="transcript-list"
        style={{ '--time-width': isLong(segments) ? '3.75rem' : '2.75rem' } as CSSProperties}
        tabIndex={0}
        aria-label="What is said"
        aria-describedby={hintId}
        onClick={(event) => click(event, onPlay)}
        onKeyDown={(event) => press(event, onPlay)}
      >
        {shown.map(({ index }, place) => {
          const segment = segments[index];
          const before = segments[shown[place - 1]?.index ?? -1];
          const isNewSpeaker = before?.speaker !== segment?.speaker || place === 0;
          const found = matches?.[place]?.words ?? null;
          return segment && <SegmentItem key={index} {...{ segment, isNewSpeaker, found }} />;
        })}
      </ol>
    </>
  );
});

type Play = SegmentListProps['onPlay'];

function click({ target }: MouseEvent, onPlay: Play): void {
  const seconds = secondsOf(target);
  // Who selects text to copy it does not want to go there.
  if (seconds !== null && getSelection()?.isCollapsed !== false) onPlay(seconds);
}

function press(event: KeyboardEvent<HTMLElement>, onPlay: Play): void {
  const seconds = event.key === 'Enter' || event.key === ' ' ? secondsOf(event.target) : null;
  if (seconds !== null) onPlay(seconds);
  if (seconds !== null || moveFocus(event.currentTarget, event.key)) event.preventDefault();
}

/** Where what was pressed begins; null when it is nothing that can be played from. */
function secondsOf(target: EventTarget): number | null {
  const at = target instanceof Element ? target.closest<HTMLElement>('[data-at]')?.dataset['at'] : undefined;
  return at === undefined ? null : Number(at);
}

/** Times have hours. */
function isLong(segments: readonly ShownSegment[]): boolean {
  return (segments.at(-1)?.start ?? 0) >= 3_600;
}
