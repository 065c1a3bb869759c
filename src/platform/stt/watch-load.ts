/** A thread whose time is watched. */
interface Busy {
  readBusyMs(): number;
}

interface Sample {
  at: number;
  busyMs: Map<Busy, number>;
}

const everyMs = 1_000;
const kept = 5;

/** Measures how many threads worked at the same time over the last seconds. */
export function watchLoad(threads: () => Iterable<Busy>): { read(): number; close(): void } {
  const take = (): Sample => ({
    at: performance.now(),
    busyMs: new Map([...threads()].map((thread) => [thread, thread.readBusyMs()])),
  });
  const samples = [take()];
  const timer = setInterval(() => {
    samples.push(take());
    if (samples.length > kept) samples.shift();
  }, everyMs);
  timer.unref();
  return {
    read() {
      const [first] = samples as [Sample];
      const now = take();
      let busyMs = 0;
      // A thread that was started meanwhile has worked nothing before.
      for (const [thread, ms] of now.busyMs) busyMs += ms - (first.busyMs.get(thread) ?? 0);
      return now.at > first.at ? busyMs / (now.at - first.at) : 0;
    },
    close: () => clearInterval(timer),
  };
}
