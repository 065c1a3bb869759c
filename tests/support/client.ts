import type { TestServer } from './server.ts';

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** Calls of the API with one credential. A body is sent as JSON, but for a form. An answer's body is what the test expects it to be: assert before trusting it. */
export interface Client {
  call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
}

/** A caller with the server's own API key, or with these headers instead. */
export function createClient(server: Pick<TestServer, 'url' | 'apiKey'>, credential?: Record<string, string>): Client {
  const authentication = credential ?? { 'x-api-key': server.apiKey };
  return {
    async call<Body>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      // A form tells its own type, which names its boundary.
      const isJsonBody = body !== undefined && !(body instanceof FormData);
      const response = await fetch(server.url + path, {
        method,
        headers: { ...authentication, ...(isJsonBody ? { 'content-type': 'application/json' } : {}), ...headers },
        ...(body === undefined ? {} : { body: isJsonBody ? JSON.stringify(body) : (body as FormData) }),
      });
      const text = await response.text();
      const isJson = (response.headers.get('content-type') ?? '').includes('json');
      return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Body };
    },
  };
}

/** A caller that holds a participant's access token. */
export function asParticipant(server: Pick<TestServer, 'url' | 'apiKey'>, token: string): Client {
  return createClient(server, { authorization: `Bearer ${token}` });
}

/**
 * Repeats `check` until it holds, and throws what it threw last when it does not within `timeoutMs`. The last one begins
 * after that: one that was under way while this machine stood still says nothing.
 */
export async function eventually<T>(check: () => Promise<T>, timeoutMs: number, everyMs = 50): Promise<T> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const isLast = Date.now() > giveUpAt;
    try {
      return await check();
    } catch (error) {
      if (isLast) throw error;
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
}
