import { ApiFailure } from './api-failure.ts';
import type { Failure } from './failure.ts';

const SERVER_AWAY: Failure = {
  title: 'The server is away for the moment',
  text: 'It cannot answer right now. This usually passes quickly: wait a moment and try again.',
  retry: true,
};

const OFFLINE: Failure = {
  title: 'The server cannot be reached',
  text: 'No answer came. Check your connection to the network and try again.',
  retry: true,
};

/** What a failed call to the API means, whatever it was for; `known` are the codes that mean more to the page. */
export function failureOfCall(error: unknown, known: Record<string, Failure>): Failure {
  if (!(error instanceof ApiFailure)) return unexpected();
  if (Object.hasOwn(known, error.code)) return known[error.code] ?? unexpected();
  switch (error.code) {
    case 'rate-limited':
      return tooManyTries(error.retryAfter ?? 10);
    case 'unavailable':
      return SERVER_AWAY;
    case 'offline':
      return OFFLINE;
    default:
      return unexpected(error.requestId);
  }
}

function tooManyTries(retryAfter: number): Failure {
  return {
    title: 'Too many tries',
    text: 'This server was asked too often from your network. You can try again in a moment.',
    retry: true,
    retryAfter,
  };
}

function unexpected(requestId?: string): Failure {
  return {
    title: 'Something went wrong',
    text: 'That should not have happened. Try again; if it goes on, tell the people who run this server.',
    retry: true,
    ...(requestId ? { note: `Request ${requestId}` } : {}),
  };
}
