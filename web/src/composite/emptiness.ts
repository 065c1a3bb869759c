/** How long a room is empty before it counts, in milliseconds. */
export interface Patience {
  usualMs: number;
  /** After LiveKit was away: the others come back as we do, and not all at once. */
  afterReturnMs: number;
}

/** Tells when a room has been empty for a while. */
export interface Emptiness {
  /** Whether the room is empty now; null while nobody can know, since the connection is broken. */
  note(isEmpty: boolean | null): void;
}

/** Calls `onEmpty` once for each time that the room stays empty. */
export function watchEmptiness(
  onEmpty: () => void,
  { usualMs, afterReturnMs }: Patience = { usualMs: 3_000, afterReturnMs: 20_000 },
): Emptiness {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let patienceMs = usualMs;
  return {
    note(isEmpty) {
      if (isEmpty) return void (timer ??= setTimeout(onEmpty, patienceMs));
      patienceMs = isEmpty === null ? afterReturnMs : usualMs;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
