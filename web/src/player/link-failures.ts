import { failureOfCall } from '../api/failure-of-call.ts';
import type { Failure } from '../api/failure.ts';

const BROKEN_LINK: Failure = {
  title: 'This link does not work',
  text: 'No recording belongs to it. Check that it was copied whole, or ask for a new link.',
  retry: false,
};

const KNOWN: Record<string, Failure> = {
  forbidden: BROKEN_LINK,
  validation: BROKEN_LINK,
  gone: {
    title: 'This link has expired',
    text: 'The recording may still be there. Ask the person who sent the link for a new one.',
    retry: false,
  },
  'not-found': {
    title: 'This recording was deleted',
    text: 'Its file is gone, so the link leads nowhere any more. Ask the person who sent it whether there is a copy.',
    retry: false,
  },
};

/** What a failed call means for somebody who opened a link to a recording. */
export function failureOfLink(error: unknown): Failure {
  return failureOfCall(error, KNOWN);
}

/** A link that lost its signature on the way. */
export function brokenLink(): Failure {
  return BROKEN_LINK;
}

/** Nothing was kept of the recording. */
export function failedRecording(): Failure {
  return {
    title: 'This recording failed',
    text: 'No file could be made of it. Ask the person who sent the link whether there is another one.',
    retry: false,
  };
}
