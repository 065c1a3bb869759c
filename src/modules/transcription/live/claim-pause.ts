/** A database that takes so long was away. */
const slowMs = 3_000;
/** Whoever has rooms renews its leases every second, and is connected again within some. */
const pauseMs = 5_000;

/**
 * Whether rooms may be taken from those whose leases ran out. Not just after the database was away: it was away for
 * them, too, and what was said meanwhile is theirs to store.
 */
export interface ClaimPause {
  /** The database did not answer. */
  failed(): void;
  /** It did, after so many milliseconds. */
  answered(tookMs: number): void;
  isOver(): boolean;
}

/** @param now a clock in milliseconds that only goes forward. */
export function createClaimPause(now = () => performance.now()): ClaimPause {
  let wasAway = false;
  let until = Number.NEGATIVE_INFINITY;
  return {
    failed: () => void (wasAway = true),
    answered(tookMs) {
      if (wasAway || tookMs > slowMs) until = now() + pauseMs;
      wasAway = false;
    },
    isOver: () => now() >= until,
  };
}
