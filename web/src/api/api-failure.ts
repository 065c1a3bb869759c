/** Codes of the API's problem answers that a page tells apart, plus `offline`: no answer came at all. */
export type ApiFailureCode = 'offline' | 'not-found' | 'gone' | 'rate-limited' | 'unavailable' | 'validation' | string;

/** A call to the API that did not succeed. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly code: ApiFailureCode;
  /** Seconds to wait before trying again, where the server said so. */
  readonly retryAfter: number | undefined;
  /** Names the request in the server's log, for a report to the operator. */
  readonly requestId: string | undefined;
  /** When a meeting begins that has not yet. */
  readonly scheduledAt: string | undefined;

  constructor(
    code: ApiFailureCode,
    detail: string,
    more: { retryAfter?: number; requestId?: string; scheduledAt?: string } = {},
  ) {
    super(detail);
    this.code = code;
    this.retryAfter = more.retryAfter;
    this.requestId = more.requestId;
    this.scheduledAt = more.scheduledAt;
  }
}
