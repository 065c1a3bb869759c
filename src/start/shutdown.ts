const drainMs = 10_000;

/** On SIGTERM or SIGINT: takes nothing new, finishes what is under way, closes the connections and ends. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const stopOnce = async () => {
    if (isStopping) return;
    isStopping = true;
    // Whatever still hangs after that would keep a restart waiting.
    setTimeout(() => process.exit(1), drainMs).unref();
    await stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stopOnce());
}
