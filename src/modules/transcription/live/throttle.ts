/** Passes on a value at once, and then the latest one at most once in `everyMs`. */
export interface Throttle<T> {
  push(value: T): void;
  /** Forgets what was not passed on yet. */
  clear(): void;
}

export function createThrottle<T>(everyMs: number, pass: (value: T) => void): Throttle<T> {
  let waiting: { value: T } | null = null;
  let timer: NodeJS.Timeout | null = null;
  const rest = () => {
    timer = setTimeout(() => {
      timer = null;
      if (!waiting) return;
      const { value } = waiting;
      waiting = null;
      rest();
      pass(value);
    }, everyMs);
    timer.unref();
  };
  return {
    push(value) {
      if (timer) {
        waiting = { value };
        return;
      }
      rest();
      pass(value);
    },
    clear() {
      waiting = null;
    },
  };
}
