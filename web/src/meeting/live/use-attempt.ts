import { useCallback } from 'react';
import { ApiFailure } from '../../api/api-failure.ts';
import type { Notify } from '../../room/live/notices.ts';

const SENTENCES: Record<string, string> = {
  offline: 'The server cannot be reached right now. Try again in a moment.',
  unavailable: 'The server cannot do that right now. Try again in a moment.',
  'rate-limited': 'That was too often. Wait a moment and try again.',
  forbidden: 'You may not do that in this meeting.',
  'meeting-full': 'Every place in the meeting is taken.',
  'meeting-ended': 'The meeting is over.',
};

/** Tells the person when something that was asked of the server did not work. */
export function useAttempt(notify: Notify): (asking: Promise<unknown>) => Promise<boolean> {
  return useCallback(
    async (asking) => {
      try {
        await asking;
        return true;
      } catch (error) {
        notify(sentenceOf(error));
        return false;
      }
    },
    [notify],
  );
}

function sentenceOf(error: unknown): string {
  const failure = error instanceof ApiFailure ? error : null;
  return SENTENCES[failure?.code ?? ''] ?? (failure?.message || 'That did not work. Try again.');
}
