/** Codes with which postgres.js, the socket under it or PostgreSQL say that the server is not there. */
const awayCodes = new Set([
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  '25P03', // idle_in_transaction_session_timeout
  '53300', // too_many_connections
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
]);

/** Codes with which PostgreSQL refuses U+0000, the one character that it cannot keep: in a text, and in JSON. */
const refusedTextCodes = new Set(['22021', '22P05']);

/** Whether an error, or one that caused it, says that PostgreSQL is away rather than that a query is wrong. */
export function isDatabaseAway(error: unknown): boolean {
  return hasCode(error, awayCodes);
}

/** Whether an error, or one that caused it, says that a text of the caller's holds a character that cannot be kept. */
export function isTextRefused(error: unknown): boolean {
  return hasCode(error, refusedTextCodes);
}

function hasCode(error: unknown, codes: ReadonlySet<string>): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && codes.has(cause.code)) return true;
  }
  return false;
}
