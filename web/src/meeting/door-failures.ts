import { failureOfCall } from '../api/failure-of-call.ts';
import type { Failure } from '../api/failure.ts';

/** What a meeting reads like that has ended. */
export const OVER: Failure = {
  title: 'This meeting is over',
  text: 'It has ended for everybody. You can close this window.',
  retry: false,
};

const KNOWN: Record<string, Failure> = {
  'not-found': {
    title: 'There is no such meeting',
    text: 'Check that the link was copied whole, or ask the person who sent it.',
    retry: false,
  },
  'meeting-ended': OVER,
  'meeting-locked': {
    title: 'This meeting is locked',
    text: 'A host has closed the door, so nobody new can come in. Ask the host to open it, then try again.',
    retry: true,
  },
  'meeting-full': {
    title: 'This meeting is full',
    text: 'Every place is taken. Try again when somebody has left.',
    retry: true,
  },
  denied: {
    title: 'The host did not let you in',
    text: 'If this was a mistake, ask the host for an invitation of your own.',
    retry: false,
  },
  kicked: {
    title: 'A host removed you from this meeting',
    text: 'You cannot come back into it. If this was a mistake, ask the host for an invitation of your own.',
    retry: false,
  },
  'invalid-invite': {
    title: 'This invitation does not work',
    text: 'It was used before, or belongs to another meeting. Ask the person who sent it for a new one.',
    retry: false,
  },
  forbidden: {
    title: 'This link does not make you a host',
    text: 'The host’s part of it is wrong or was replaced by a newer one. You can still join as everybody else does.',
    retry: true,
  },
  validation: {
    title: 'This name was not accepted',
    text: 'Use 1 to 64 characters without line breaks, and try again.',
    retry: true,
  },
};

/** What a meeting reads like that was cancelled before it began. */
export const CANCELLED: Failure = {
  title: 'This meeting was cancelled',
  text: 'It will not take place. Ask the person who sent the link whether there is another time.',
  retry: false,
};

/** The codes after which no other try can help. */
export const FINAL_CODES: readonly string[] = Object.keys(KNOWN).filter((code) => !KNOWN[code]?.retry);

/** What a failed call to the API means for somebody at the door of a meeting. */
export function failureAtDoor(error: unknown): Failure {
  return failureOfCall(error, KNOWN);
}
