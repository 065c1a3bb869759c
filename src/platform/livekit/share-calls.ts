/** Calls of one key that run now, and the one that begins as soon as one of them ends. */
interface Lane<Result> {
  running: number;
  waiting: PromiseWithResolvers<Result> | null;
}

/** Callers who are alone or two never wait for each other; more calls at once would only slow each other down. */
const parallel = 2;

/**
 * Lets callers who want to read the same thing share calls: while two are under way, whoever comes waits for the next
 * and gets its answer, or its error, together with all others who wait. A call is only shared before it begins, so
 * that no answer is older than the question.
 */
export function shareCalls<Result>(read: (key: string) => Promise<Result>): (key: string) => Promise<Result> {
  const lanes = new Map<string, Lane<Result>>();
  return (key) => {
    const lane = lanes.get(key) ?? { running: 0, waiting: null };
    lanes.set(key, lane);
    if (lane.running < parallel) return run(key, lane);
    lane.waiting ??= Promise.withResolvers<Result>();
    return lane.waiting.promise;
  };

  async function run(key: string, lane: Lane<Result>): Promise<Result> {
    lane.running += 1;
    try {
      return await read(key);
    } finally {
      lane.running -= 1;
      startNext(key, lane);
    }
  }

  function startNext(key: string, lane: Lane<Result>): void {
    const { waiting } = lane;
    lane.waiting = null;
    if (waiting) waiting.resolve(run(key, lane));
    else if (lane.running === 0) lanes.delete(key);
  }
}
