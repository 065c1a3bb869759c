/** A page of the app with what its address says. */
export type Route = { page: 'landing' } | { page: 'room'; linkToken: string } | { page: 'not-found' };

const ROOM_LINK = /^\/r\/([^/]+)\/?$/;

/** Which page an address (`location.pathname`) stands for. */
export function routeOf(pathname: string): Route {
  if (pathname === '/') return { page: 'landing' };
  const encoded = ROOM_LINK.exec(pathname)?.[1];
  const linkToken = encoded === undefined ? undefined : decode(encoded);
  return linkToken === undefined ? { page: 'not-found' } : { page: 'room', linkToken };
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
