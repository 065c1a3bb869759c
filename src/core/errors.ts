import { type ErrorCode, statusOf } from './error-catalogue.ts';

/** One field that was wrong: `path` is a JSON pointer into the request, `message` a plain sentence. */
export interface FieldError {
  path: string;
  message: string;
}

interface AppErrorOptions {
  cause?: unknown;
  errors?: FieldError[];
  headers?: Record<string, string>;
  /** Further members of the problem answer. */
  members?: Record<string, unknown>;
}

/** An error that the caller may see. `message` becomes the `detail` of the problem answer. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly errors: FieldError[] | undefined;
  readonly headers: Record<string, string>;
  readonly members: Record<string, unknown>;

  constructor(code: ErrorCode, detail: string, options: AppErrorOptions = {}) {
    super(detail, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = statusOf(code);
    this.errors = options.errors;
    this.headers = options.headers ?? {};
    this.members = options.members ?? {};
  }
}

/** 400 for one field that a schema alone cannot judge. */
export function invalidField(path: string, message: string): AppError {
  return new AppError('validation', message, { errors: [{ path, message }] });
}

/** 404 for a thing that does not exist, or that is another workspace's. */
export function notFound(what: string): AppError {
  return new AppError('not-found', `${what} not found.`);
}

/** For what may be gone already: throws anything but a 404 on. */
export function ignoreNotFound(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
}

/** 401: no credential or a wrong one. */
export function unauthorized(detail: string): AppError {
  return new AppError('unauthorized', detail);
}

/** 403: a valid credential that does not suffice. */
export function forbidden(detail: string): AppError {
  return new AppError('forbidden', detail);
}

/** 503: a server that we depend on is away. */
export function unavailable(what: string, cause?: unknown): AppError {
  return new AppError('unavailable', `${what} cannot be reached at the moment. Try again soon.`, {
    cause,
    headers: { 'retry-after': '2' },
  });
}
