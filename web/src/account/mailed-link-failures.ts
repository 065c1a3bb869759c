import { failureOfCall } from '../api/failure-of-call.ts';
import type { Failure } from '../api/failure.ts';

const ENDED_RESET: Failure = {
  title: 'This link does not work any more',
  text: 'It was used already, is older than an hour, or was not copied whole. You can have another one sent.',
  retry: false,
};

const ENDED_VERIFICATION: Failure = {
  title: 'This link does not work',
  text: 'It is older than seven days, or was not copied whole. Setting a new password by mail confirms the address, too.',
  retry: false,
};

const NO_ADDRESS: Failure = {
  title: 'This is no e-mail address',
  text: 'Write it whole, such as ann@example.com, and try again.',
  retry: true,
};

/** What a failed call means for somebody who asks for a link. */
export function failureOfRequest(error: unknown): Failure {
  return failureOfCall(error, { validation: NO_ADDRESS });
}

/** A link that sets no password any more. */
export function endedReset(): Failure {
  return ENDED_RESET;
}

/** What a failed call means for somebody who wants to set a new password. */
export function failureOfReset(error: unknown): Failure {
  return failureOfCall(error, { validation: ENDED_RESET });
}

/** What a failed call means for somebody who confirms an address. */
export function failureOfVerification(error: unknown): Failure {
  return failureOfCall(error, { validation: ENDED_VERIFICATION });
}
