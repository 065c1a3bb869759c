import { ApiFailure } from './api-failure.ts';

const TIMEOUT_MS = 15_000;

interface Problem {
  code?: string;
  detail?: string;
  requestId?: string;
  scheduledAt?: string;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Calls the API on the page's own origin, as the holder of a token where one is given, and returns its JSON answer,
 * undefined where it has none. Throws ApiFailure: the problem's code, or `offline` when no answer came within 15 s.
 */
export async function requestJson<Answer>(method: Method, path: string, body?: object, bearer?: string): Promise<Answer> {
  const response = await send(method, path, body, bearer);
  if (!response.ok) throw await failureOf(response);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

async function send(method: string, path: string, body?: object, bearer?: string): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      },
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
    ...(problem.scheduledAt ? { scheduledAt: problem.scheduledAt } : {}),
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
