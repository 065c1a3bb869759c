/**
 * Every error code that the API can answer with: its status, its title, and what a reader of
 * `/errors/<code>` should know. The codes are part of the public contract.
 */
export const errorCatalogue = {
  validation: [400, 'Invalid request', 'A field is missing or malformed; `errors` names each one with its path.'],
  unauthorized: [401, 'Unauthorized', 'No credential was sent, or the one sent is wrong, expired or withdrawn.'],
  'insufficient-credits': [402, 'Insufficient credits', 'The balance does not cover this. Top it up and try again.'],
  forbidden: [403, 'Forbidden', 'The credential is valid, but does not allow this.'],
  'missing-scope': [403, 'Missing scope', 'The API key lacks the scope that this call needs.'],
  'meeting-locked': [403, 'Meeting locked', 'The host has locked this meeting.'],
  denied: [403, 'Denied', 'The host did not admit you to this meeting.'],
  kicked: [403, 'Kicked', 'The host removed you from this meeting.'],
  'invalid-invite': [403, 'Invalid invite', 'This invite does not exist or has been used.'],
  'not-found': [404, 'Not found', 'There is no such thing, or it is not yours.'],
  conflict: [409, 'Conflict', 'The state of the thing does not allow this.'],
  'meeting-full': [409, 'Meeting full', 'Every seat in this meeting is taken.'],
  'meeting-not-started': [409, 'Meeting not started', 'This meeting starts later.'],
  'show-has-host': [409, 'Show has a host', 'Another host is already in this show.'],
  'idempotency-running': [409, 'Still running', 'The first request with this Idempotency-Key has not finished yet.'],
  'meeting-ended': [410, 'Meeting ended', 'This meeting is over.'],
  gone: [410, 'Gone', 'This has expired, or has been withdrawn or used up.'],
  'precondition-failed': [412, 'Precondition failed', 'Somebody changed this since you read it. Read it again.'],
  'too-large': [413, 'Too large', 'The request is larger than this call accepts.'],
  'unsupported-media-type': [415, 'Unsupported media type', 'This call does not accept that content type.'],
  'range-not-satisfiable': [416, 'Range not satisfiable', 'The file has no such bytes; `Content-Range` says how many it has.'],
  'idempotency-mismatch': [422, 'Idempotency mismatch', 'This Idempotency-Key was used with another request.'],
  'language-unavailable': [422, 'Language unavailable', 'There is no speech model for this language here.'],
  'rate-limited': [429, 'Too many requests', 'A rate limit was reached. `Retry-After` says when to try again.'],
  internal: [500, 'Internal error', 'Something went wrong on our side. `requestId` finds it in the log.'],
  unavailable: [503, 'Unavailable', 'A server that this call needs is away for the moment. Try again soon.'],
  'recording-unavailable': [503, 'Recording unavailable', 'Nothing here can record at the moment.'],
  'streaming-unavailable': [503, 'Streaming unavailable', 'Nothing here can stream at the moment.'],
  'ingress-unavailable': [503, 'Ingress unavailable', 'The ingress server is away.'],
  'transcription-unavailable': [503, 'Transcription unavailable', 'Nothing here can transcribe at the moment.'],
  'payments-unavailable': [503, 'Payments unavailable', 'Payments are switched off here.'],
} as const satisfies Record<string, readonly [status: number, title: string, explanation: string]>;

export type ErrorCode = keyof typeof errorCatalogue;

/** The HTTP status that belongs to an error code. */
export function statusOf(code: ErrorCode): number {
  return errorCatalogue[code][0];
}
