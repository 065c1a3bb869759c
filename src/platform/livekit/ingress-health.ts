/** Whether a server of LiveKit's ingress takes streams now. */
export interface IngressHealth {
  /** Null when there is one; else a sentence that says why not. */
  findReason(): Promise<string | null>;
}

const timeoutMs = 1_000;
/** The question comes with each call to the public health check, so answers are shared for a moment. */
const freshForMs = 250;
const longestReason = 500;

/**
 * Asks `GET /health`, which LiveKit's ingress answers beside WHIP. Whatever stands in for it may answer 503 with the
 * reason as text.
 * @param url where the ingress serves WHIP; undefined: nowhere.
 */
export function createIngressHealth(url: string | undefined): IngressHealth {
  if (url === undefined) {
    return { findReason: async () => 'No ingress server is set up here: INGRESS_URL is not set.' };
  }
  let latest: { reason: Promise<string | null>; at: number } | null = null;
  return {
    findReason() {
      if (!latest || Date.now() - latest.at > freshForMs) latest = { reason: ask(`${url}/health`), at: Date.now() };
      return latest.reason;
    },
  };
}

async function ask(url: string): Promise<string | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    const text = await answer.text();
    if (answer.ok) return null;
    const hasReason = answer.status === 503 && text !== '';
    return hasReason ? text.slice(0, longestReason) : `The ingress server answers ${answer.status}.`;
  } catch {
    return 'The ingress server does not answer at the moment. Try again soon.';
  }
}
