import { ApiFailure } from './api-failure.ts';

const TIMEOUT_MS = 15_000;

interface Problem {
  code?: string;
  detail?: string;
  requestId?: string;
}

/**
 * Calls the API on the page's own origin and returns its JSON answer.
 * Throws ApiFailure: the problem's code, or `offline` when no answer came within 15 s.
 */
export async function requestJson<Answer>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
  const response = await send(method, path, body);
  if (!response.ok) throw await failureOf(response);
  return (await response.json()) as Answer;
}

async function send(method: string, path: string, body: object | undefined): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      headers: body ? { accept: 'application/json', 'content-type': 'application/json' } : { accept: 'application/json' },
      body: body ? JSON.stringify(body) : null,
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw new ApiFailure('offline', error instanceof Error ? error.message : String(error));
  }
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const problem = await problemOf(response);
  const retryAfter = Number(response.headers.get('retry-after'));
  return new ApiFailure(problem.code ?? codeOf(response.status), problem.detail ?? response.statusText, {
    ...(retryAfter > 0 ? { retryAfter } : {}),
    ...(problem.requestId ? { requestId: problem.requestId } : {}),
  });
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return {};
  }
}

/** A proxy in front of the API answers without a problem body, so the status has to do. */
function codeOf(status: number): string {
  if (status === 404) return 'not-found';
  if (status === 410) return 'gone';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'unavailable' : 'unexpected';
}
