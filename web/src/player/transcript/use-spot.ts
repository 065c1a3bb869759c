import { useEffect, useState, type RefObject } from 'react';
import { findSpot, NOWHERE, type ShownSegment, type Spot } from './spots.ts';

/** What is being said where the player stands; while it plays it is looked at with every picture. */
export function useSpot(media: RefObject<HTMLMediaElement | null>, segments: readonly ShownSegment[]): Spot {
  const [spot, setSpot] = useState(NOWHERE);
  useEffect(() => {
    const player = media.current;
    if (!player) return;
    let frame = 0;
    const look = () => {
      const next = findSpot(segments, player.currentTime);
      setSpot((now) => (now.segment === next.segment && now.word === next.word ? now : next));
      cancelAnimationFrame(frame);
      if (!player.paused && !player.ended) frame = requestAnimationFrame(look);
    };
    look();
    const events = ['timeupdate', 'playing', 'seeking', 'seeked', 'loadedmetadata'] as const;
    for (const event of events) player.addEventListener(event, look);
    return () => {
      cancelAnimationFrame(frame);
      for (const event of events) player.removeEventListener(event, look);
    };
  }, [media, segments]);
  return spot;
}
