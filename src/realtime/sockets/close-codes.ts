/** Why the gateway closes a socket; 4000 and more are our own, after the HTTP status that says the same. */
export const closeCodes = {
  goingAway: 1001,
  tooLarge: 1009,
  unauthorized: 4401,
  removed: 4403,
  tooSlow: 4408,
  left: 4409,
  ended: 4410,
  tooMany: 4429,
} as const;

/** What ws closes a socket for by itself, without saying why. */
const ownReasons: Record<number, string> = {
  1002: 'Not the WebSocket protocol.',
  1007: 'A text that is not UTF-8.',
  1009: 'A frame over 64 KB.',
};

export function reasonOf(code: number | undefined): string | undefined {
  return code === undefined ? undefined : ownReasons[code];
}
