import { useCallback, useEffect, useState } from 'react';
import { readLinkedTranscript, type LinkedTranscript, type LinkedTranscription } from '../../api/linked-transcripts.ts';
import { isPassing, pauseSince, WAIT_SECONDS } from '../long-poll.ts';
import type { ShownSegment } from './spots.ts';
import { timedWords } from './timed-words.ts';

/** What there is of a recording's transcript: `unread` when it did not come, `failed` when it could not be made. */
export type TranscriptState =
  | { at: 'reading' | 'none' | 'failed' | 'unread' }
  | { at: 'running'; transcription: LinkedTranscription }
  | { at: 'done'; transcription: LinkedTranscription; segments: ShownSegment[] };

/** Reads the transcript behind a link, and goes on while it is being made; `reread` begins anew. */
export function useLinkedTranscript(signature: string): { state: TranscriptState; reread: () => void } {
  const [state, setState] = useState<TranscriptState>({ at: 'reading' });
  const [reading, setReading] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    void follow(signature, setState, leaving.signal);
    return () => leaving.abort();
  }, [signature, reading]);
  const reread = useCallback(() => setReading((count) => count + 1), []);
  useReturn(state.at === 'none' || state.at === 'failed', reread);
  return { state, reread };
}

async function follow(signature: string, show: (state: TranscriptState) => void, left: AbortSignal): Promise<void> {
  let isWaiting = false;
  while (!left.aborted) {
    const askedAt = performance.now();
    try {
      const next = toState(await readLinkedTranscript(signature, isWaiting ? WAIT_SECONDS : 0));
      if (left.aborted) return;
      show(next);
      if (next.at !== 'running') return;
    } catch (error) {
      if (left.aborted) return;
      if (!isWaiting || !isPassing(error)) return show({ at: 'unread' });
    }
    if (isWaiting) await pauseSince(askedAt);
    isWaiting = true;
  }
}

/** Somebody may have asked for a transcript meanwhile: who comes back to the page sees it. */
function useReturn(isWaiting: boolean, reread: () => void): void {
  useEffect(() => {
    if (!isWaiting) return;
    const look = () => document.visibilityState === 'visible' && reread();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [isWaiting, reread]);
}

function toState({ transcription, segments }: LinkedTranscript): TranscriptState {
  if (!transcription) return { at: 'none' };
  if (transcription.status === 'failed') return { at: 'failed' };
  if (transcription.status !== 'completed') return { at: 'running', transcription };
  const shown = segments.map((segment, index) => {
    const { speaker, start, end } = segment;
    return { index, speaker, start, end, words: timedWords(segment) };
  });
  return { at: 'done', transcription, segments: shown };
}
