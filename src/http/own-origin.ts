import type { FastifyRequest } from 'fastify';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

interface KnownPlaces {
  publicUrl: string;
  allowedOrigins: string[];
}

/** Tells whether a page may make a caller's browser send this request with the caller's cookie. */
export type OriginCheck = (request: FastifyRequest) => boolean;

/**
 * Against forged requests: what changes something by cookie must come from our own pages or from an allowed origin. A
 * browser says with `Origin` where such a request comes from; one without it is taken only when the browser says in
 * another way that it is our own page's.
 */
export function createOriginCheck(places: KnownPlaces): OriginCheck {
  const isOfKnownPage = createPageCheck(places);
  return (request) => reading.has(request.method) || isOfKnownPage(request);
}

/** Tells whether our own page, or one of an allowed origin, sends this request; so for one that opens a socket, too. */
export function createPageCheck({ publicUrl, allowedOrigins }: KnownPlaces): OriginCheck {
  const known = new Set([new URL(publicUrl).origin, ...allowedOrigins]);
  return (request) => {
    const { origin, 'sec-fetch-site': site } = request.headers;
    if (origin === undefined) return site === 'same-origin';
    // The page was opened under another of this server's names; its cookie is of that name, too.
    return known.has(origin) || origin === `${request.protocol}://${request.host}`;
  };
}
