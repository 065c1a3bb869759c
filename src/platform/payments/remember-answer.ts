/**
 * Shares the answer to a question of yes or no that takes long. Once there is one, nobody waits: an answer older than
 * `freshForMs` is told while it is asked anew. A question that fails is a no.
 */
export function rememberAnswer(ask: () => Promise<boolean>, freshForMs: number): () => Promise<boolean> {
  let known: boolean | null = null;
  let askedAt = -Infinity;
  let asking: Promise<boolean> = Promise.resolve(false);
  return async () => {
    if (performance.now() - askedAt > freshForMs) {
      askedAt = performance.now();
      asking = ask().catch(() => false).then((answer) => (known = answer));
    }
    return known ?? asking;
  };
}
