import { memo, type CSSProperties } from 'react';
import { hueOf } from '../../room/live/hue-of.ts';
import { formatDuration } from '../facts.ts';
import type { ShownSegment } from './spots.ts';

interface SegmentItemProps {
  segment: ShownSegment;
  /** The one before is not by the same speaker. */
  isNewSpeaker: boolean;
  /** The places of the words that were searched for. */
  found: ReadonlySet<number> | null;
}

/** A segment: when, who, and its words, each of which can be played from. The list hears what is pressed. */
export const SegmentItem = memo(function SegmentItem({ segment, isNewSpeaker, found }: SegmentItemProps) {
  const { index, speaker, start, words } = segment;
  return (
    <li className="transcript-segment" data-segment={index}>
      <button type="button" className="transcript-time" data-at={start} tabIndex={-1} aria-label={`Play from ${formatDuration(Math.floor(start))}`}>
        {formatDuration(Math.floor(start))}
      </button>
      <div className="transcript-said">
        {isNewSpeaker && (
          <bdi className="transcript-speaker" style={{ '--hue': hueOf(speaker ?? '') } as CSSProperties}>
            {speaker ?? 'Somebody'}
          </bdi>
        )}
        <p dir="auto">
          {words.map((word, place) => [
            place > 0 && ' ',
            <span
              key={place}
              className={found?.has(place) ? 'transcript-word transcript-found' : 'transcript-word'}
              data-at={word.start}
              tabIndex={-1}
            >
              {word.text}
            </span>,
          ])}
        </p>
      </div>
    </li>
  );
});
