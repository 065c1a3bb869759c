import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../api/failure.ts';
import { readRecordingLink, type LinkedRecording } from '../api/recording-links.ts';
import { brokenLink, failureOfLink } from './link-failures.ts';
import { isPassing, pauseSince, WAIT_SECONDS } from './long-poll.ts';

/** So often the pictures of a file that can be played are asked for: they come some seconds later, or never. */
const PICTURE_TRIES = 6;

export type LinkState =
  | { at: 'reading' }
  | { at: 'failed'; failure: Failure }
  | { at: 'read'; recording: LinkedRecording };

/** Reads a link, and goes on until its recording and the pictures are made; `reread` begins anew. */
export function useLinkedRecording(signature: string): { state: LinkState; reread: () => void } {
  const [state, setState] = useState<LinkState>({ at: 'reading' });
  const [reading, setReading] = useState(0);
  useEffect(() => {
    if (signature === '') return setState({ at: 'failed', failure: brokenLink() });
    const leaving = new AbortController();
    const show = (next: LinkState) => {
      if (!leaving.signal.aborted) setState((shown) => (isWorse(next, shown) ? shown : next));
    };
    void follow(signature, show, leaving.signal);
    return () => leaving.abort();
  }, [signature, reading]);
  const reread = useCallback(() => setReading((count) => count + 1), []);
  return { state, reread };
}

async function follow(signature: string, show: (state: LinkState) => void, left: AbortSignal): Promise<void> {
  let isWaiting = false;
  let triesLeft = PICTURE_TRIES;
  while (!left.aborted) {
    const askedAt = performance.now();
    try {
      const recording = await readRecordingLink(signature, isWaiting ? WAIT_SECONDS : 0);
      show({ at: 'read', recording });
      if (isComplete(recording)) return;
      if (recording.status === 'ready' && triesLeft-- === 0) return;
    } catch (error) {
      if (!isWaiting || !isPassing(error)) {
        show({ at: 'failed', failure: failureOfLink(error) });
        return;
      }
    }
    if (isWaiting) await pauseSince(askedAt);
    isWaiting = true;
  }
}

/** What is shown stays while the server is away for a moment. */
function isWorse(next: LinkState, shown: LinkState): boolean {
  return next.at === 'failed' && next.failure.retry && shown.at === 'read';
}

/** Whether there is no file yet, but will be. */
export function isBeingMade({ status }: LinkedRecording): boolean {
  return status === 'recording' || status === 'processing';
}

function isComplete({ status, hasStrip }: LinkedRecording): boolean {
  return status === 'failed' || (status === 'ready' && hasStrip);
}
