import { ApiFailure } from '../api/api-failure.ts';
import type { Frame } from './frames.ts';

/** What was asked over a socket and has not been answered. */
export class PendingAnswers {
  #count = 0;
  readonly #waiting = new Map<
    string,
    { resolve: (data: Frame['data']) => void; reject: (error: ApiFailure) => void }
  >();

  /** A new id, and the answer that will come under it. Rejects with ApiFailure. */
  expect(milliseconds: number, onSilence: () => void): { id: string; answer: Promise<Frame['data']> } {
    this.#count += 1;
    const id = String(this.#count);
    const { promise, resolve, reject } = Promise.withResolvers<Frame['data']>();
    const timer = setTimeout(onSilence, milliseconds);
    this.#waiting.set(id, { resolve, reject });
    return { id, answer: promise.finally(() => clearTimeout(timer)) };
  }

  /** Whether the frame was the answer to something. */
  settle({ type, id, data }: Frame): boolean {
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (!waiting || (type !== 'ack' && type !== 'error')) return false;
    this.#waiting.delete(id ?? '');
    if (type === 'ack') waiting.resolve(data);
    else waiting.reject(failureIn(data));
    return true;
  }

  /** No more answers will come: the socket is gone. */
  rejectAll(): void {
    for (const { reject } of this.#waiting.values()) reject(new ApiFailure('offline', 'The connection was lost.'));
    this.#waiting.clear();
  }
}

/** What a problem says that came as a frame. */
export function failureIn(problem: Frame['data']): ApiFailure {
  const { code, detail, message, retryAfter, requestId } = problem;
  return new ApiFailure(typeof code === 'string' ? code : 'unexpected', String(detail ?? message ?? ''), {
    ...(typeof retryAfter === 'number' ? { retryAfter } : {}),
    ...(typeof requestId === 'string' ? { requestId } : {}),
  });
}
