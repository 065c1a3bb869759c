import { failureOfCall } from '../api/failure-of-call.ts';
import type { Failure } from '../api/failure.ts';

const KNOWN: Record<string, Failure> = {
  'not-found': {
    title: 'This link does not work',
    text: 'No room belongs to it. Check that it was copied whole, or ask for a new link.',
    retry: false,
  },
  gone: {
    title: 'This link has ended',
    text: 'It has expired, or its room was closed. Ask the person who sent it for a new one.',
    retry: false,
  },
  validation: {
    title: 'This name was not accepted',
    text: 'Use 1 to 64 characters without line breaks, and try again.',
    retry: true,
  },
};

/** What a failed call to the API means for somebody at the door of a room. */
export function failureAtDoor(error: unknown): Failure {
  return failureOfCall(error, KNOWN);
}
