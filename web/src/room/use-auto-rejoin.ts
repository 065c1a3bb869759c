import { useEffect } from 'react';
import type { EnteredRoom } from './enter-room.ts';

/** Five minutes, after which the person has to press the button. */
const maxTries = 75;
const leastPauseMs = 3_000;
/** Spreads the people of a room, who all lost it at the same moment. */
const spreadMs = 2_000;

/** While `isWaiting`, after a stay that ended for technical reasons, tries to join again until it works, the person acts or leaves. */
export function useAutoRejoin<Joined extends EnteredRoom>(
  isWaiting: boolean,
  tryToJoin: () => Promise<Joined>,
  onJoined: (joined: Joined) => void,
): void {
  useEffect(() => {
    if (!isWaiting) return;
    const ending = new AbortController();
    void keepTrying(tryToJoin, onJoined, ending.signal);
    return () => ending.abort();
  }, [isWaiting, tryToJoin, onJoined]);
}

async function keepTrying<Joined extends EnteredRoom>(
  tryToJoin: () => Promise<Joined>,
  onJoined: (joined: Joined) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, leastPauseMs + Math.random() * spreadMs));
    if (signal.aborted) return;
    const joined = await tryToJoin().catch(() => null);
    if (!joined) continue;
    // The person pressed the button meanwhile: theirs is the join that counts.
    if (signal.aborted) void joined.room.disconnect();
    else onJoined(joined);
    return;
  }
}
