/** A page of the app with what its address says. */
export type Route =
  | { page: 'landing' }
  | { page: 'room'; linkToken: string }
  | { page: 'meeting'; meetingId: string }
  | { page: 'player'; signature: string }
  | { page: 'forgot-password' }
  | { page: 'reset-password'; token: string }
  | { page: 'verify-email'; token: string }
  | { page: 'not-found' };

const ROOM_LINK = /^\/r\/([^/]+)\/?$/;
const MEETING = /^\/join\/([^/]+)\/?$/;

/**
 * Which page an address stands for. A recording's signature stands behind the `#`, where no server sees it; the tokens of
 * mailed links end when they are used.
 */
export function routeOf({ pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>): Route {
  if (pathname === '/') return { page: 'landing' };
  if (pathname === '/play') return { page: 'player', signature: decode(hash.slice(1)) ?? '' };
  if (pathname === '/forgot-password') return { page: 'forgot-password' };
  if (pathname === '/reset-password') return { page: 'reset-password', token: tokenIn(search) };
  if (pathname === '/verify-email') return { page: 'verify-email', token: tokenIn(search) };
  const linkToken = partOf(ROOM_LINK, pathname);
  if (linkToken !== undefined) return { page: 'room', linkToken };
  const meetingId = partOf(MEETING, pathname);
  return meetingId === undefined ? { page: 'not-found' } : { page: 'meeting', meetingId };
}

function tokenIn(search: string): string {
  return new URLSearchParams(search).get('token') ?? '';
}

function partOf(pattern: RegExp, pathname: string): string | undefined {
  const encoded = pattern.exec(pathname)?.[1];
  return encoded === undefined ? undefined : decode(encoded);
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
