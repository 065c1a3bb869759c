import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { newGuestCookie, readGuestCookie, writeGuestCookie } from './guest-cookie.ts';
import type { OriginCheck } from './own-origin.ts';

/** By what strangers are recognised on the gateway, as by the cookie of a join, so that who was turned away stays out. */
export interface GuestSecrets {
  /** The one of the browser, or a new one of a stranger, which the handshake hands out; else null. */
  of(request: FastifyRequest): string | null;
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
      if (known !== null || request.actor.kind !== 'anonymous') return known;
      const secret = made.get(request.raw) ?? newGuestCookie();
      if (mayUseCookie) made.set(request.raw, secret);
      return secret;
    },
    addCookie(headers, request) {
      const secret = made.get(request);
      if (secret !== undefined) headers.push(`Set-Cookie: ${writeGuestCookie(app, secret)}`);
    },
  };
}
