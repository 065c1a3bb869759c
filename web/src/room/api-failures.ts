import { ApiFailure } from '../api/api-failure.ts';
import type { Failure } from './failure.ts';

const BROKEN_LINK: Failure = {
  title: 'This link does not work',
  text: 'No room belongs to it. Check that it was copied whole, or ask for a new link.',
  retry: false,
};

const ENDED_LINK: Failure = {
  title: 'This link has ended',
  text: 'It has expired, or its room was closed. Ask the person who sent it for a new one.',
  retry: false,
};

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

const INVALID_NAME: Failure = {
  title: 'This name was not accepted',
  text: 'Use 1 to 64 characters without line breaks, and try again.',
  retry: true,
};

/** What a failed call to the API means for somebody at the door of a room. */
export function failureOfCall(error: unknown): Failure {
  if (!(error instanceof ApiFailure)) return unexpected();
  switch (error.code) {
    case 'not-found':
      return BROKEN_LINK;
    case 'gone':
      return ENDED_LINK;
    case 'rate-limited':
      return tooManyTries(error.retryAfter ?? 10);
    case 'unavailable':
      return SERVER_AWAY;
    case 'offline':
      return OFFLINE;
    case 'validation':
      return INVALID_NAME;
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
