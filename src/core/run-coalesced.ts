/**
 * Makes a trigger for work that drains whatever there is: triggers while it runs lead to exactly one more run, so none
 * is lost and none piles up. What the work throws goes to `onError`.
 */
export function runCoalesced(work: () => Promise<void>, onError: (error: unknown) => void): () => Promise<void> {
  let running: Promise<void> | null = null;
  let isWanted = false;
  const drain = async () => {
    while (isWanted) {
      isWanted = false;
      await work().catch(onError);
    }
    running = null;
  };
  return () => {
    isWanted = true;
    running ??= drain();
    return running;
  };
}
