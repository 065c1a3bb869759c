import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { newGuestCookie, readGuestCookie, writeGuestCookie } from './guest-cookie.ts';
import type { OriginCheck } from './own-origin.ts';

/** By what strangers are recognised on the gateway, as by the cookie of a join, so that who was turned away stays out. */
export interface GuestSecrets {
  /** The one of the browser, or a new one that the handshake hands to it. */
  of(request: FastifyRequest): string;
  /** Adds the cookie to the headers of a handshake, if there is one to hand out. */
  addCookie(headers: string[], request: IncomingMessage): void;
}

export function createGuestSecrets(app: FastifyInstance, isOfKnownPage: OriginCheck): GuestSecrets {
  const made = new WeakMap<IncomingMessage, string>();
  return {
    of(request) {
      // Programs send no origin; a browser always does, and its cookie may be sent by any page.
      const mayUseCookie = request.headers.origin === undefined || isOfKnownPage(request);
      const known = mayUseCookie ? readGuestCookie(request) : null;
      const secret = known ?? made.get(request.raw) ?? newGuestCookie();
      if (known === null && mayUseCookie) made.set(request.raw, secret);
      return secret;
    },
    addCookie(headers, request) {
      const secret = made.get(request);
      if (secret !== undefined) headers.push(`Set-Cookie: ${writeGuestCookie(app, secret)}`);
    },
  };
}
