/** Tells when a room has been empty for a while. */
export interface Emptiness {
  /** Whether the room is empty now. */
  note(isEmpty: boolean): void;
}

/** Calls `onEmpty` once for each time that the room stays empty for `afterMs`. */
export function watchEmptiness(onEmpty: () => void, afterMs = 3_000): Emptiness {
  let timer: ReturnType<typeof setTimeout> | null = null;
  return {
    note(isEmpty) {
      if (!isEmpty && timer !== null) {
        clearTimeout(timer);
        timer = null;
      }
      if (isEmpty) timer ??= setTimeout(onEmpty, afterMs);
    },
  };
}
