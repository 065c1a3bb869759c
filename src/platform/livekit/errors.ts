import { AppError, notFound, unavailable } from '../../core/errors.ts';

/** LiveKit's answer to a Twirp call that failed (https://twitchtv.github.io/twirp/docs/errors.html). */
interface TwirpError extends Error {
  status: number;
  code?: string;
}

/** Turns what a call to LiveKit threw into what a caller may see; `what` names the thing that was addressed. */
export function toAppError(error: unknown, what: string): AppError {
  if (error instanceof AppError) return error;
  if (!isTwirpError(error)) return unavailable('LiveKit', error);
  if (error.code === 'not_found') return notFound(what);
  if (error.code === 'invalid_argument') return new AppError('validation', `LiveKit refused this: ${error.message}`);
  if (error.code === 'failed_precondition') return new AppError('conflict', `LiveKit refused this: ${error.message}`);
  if (error.message.includes('ingress not connected')) {
    const detail = 'LiveKit runs without a Redis, over which it would talk to an ingress server.';
    return new AppError('ingress-unavailable', detail, { cause: error });
  }
  if (error.message.includes('egress not connected')) {
    const detail = 'LiveKit runs without a Redis, over which it would talk to an egress.';
    return new AppError('recording-unavailable', detail, { cause: error });
  }
  return unavailable('LiveKit', error);
}

function isTwirpError(error: unknown): error is TwirpError {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}
