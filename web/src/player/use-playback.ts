import { useRef, useState, type RefObject, type SyntheticEvent } from 'react';

/** Why nothing plays: the browser does not know this kind of file, or the file does not come. */
export type Problem = 'unsupported' | 'unreachable';

type Followed = 'onTimeUpdate' | 'onSeeking' | 'onDurationChange' | 'onPlaying' | 'onError';
type MediaEvent = SyntheticEvent<HTMLMediaElement>;

export interface Playback {
  /** Seconds; null until the file tells. */
  duration: number | null;
  position: number;
  problem: Problem | null;
  seek: (seconds: number) => void;
  /** Loads the file anew and goes on where it stopped. */
  retry: () => void;
  listeners: Record<Followed, (event: MediaEvent) => void>;
}

/** Follows the browser's player. `onBroken` is told when the file does not come: its link may have ended. */
export function usePlayback(media: RefObject<HTMLMediaElement | null>, url: string, onBroken: () => void): Playback {
  const [duration, setDuration] = useState<number | null>(null);
  const [position, setPosition] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const stoppedAt = useRef(0);

  const moved = ({ currentTarget }: MediaEvent) => setPosition(currentTarget.currentTime);
  const seek = (seconds: number) => {
    if (media.current) media.current.currentTime = seconds;
  };
  const failed = async ({ currentTarget }: MediaEvent) => {
    stoppedAt.current = currentTarget.currentTime;
    const isThere = await canReach(url);
    setProblem(isThere ? 'unsupported' : 'unreachable');
    if (!isThere) onBroken();
  };
  const retry = () => {
    setProblem(null);
    media.current?.load();
    seek(stoppedAt.current);
  };
  return {
    ...{ duration, position, problem, seek, retry },
    listeners: {
      onTimeUpdate: moved,
      onSeeking: moved,
      onDurationChange: ({ currentTarget }) => setDuration(finiteOrNull(currentTarget.duration)),
      onPlaying: () => setProblem(null),
      onError: (event) => void failed(event),
    },
  };
}

/** Some files tell no duration until they were read whole. */
function finiteOrNull(seconds: number): number | null {
  return Number.isFinite(seconds) ? seconds : null;
}

/** A browser does not say why a file did not load; the first of its bytes does. */
async function canReach(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { headers: { range: 'bytes=0-0' } })).ok;
  } catch {
    return false;
  }
}
