import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** People reach this server by https. */
    isOnHttps: boolean;
  }
}

const name = 'plenum_session';
/** How long a session lasts after it was used. */
export const sessionDays = 30;
/** Secrets of sessions look so; anything else is refused without a query. */
const secretPattern = /^ps_[a-z0-9]{40}$/;

/** The secret in the caller's cookie; null without one, '' when it cannot be one of ours. */
export function readSessionCookie({ headers, server }: FastifyRequest): string | null {
  if (headers.cookie === undefined) return null;
  const secret = server.parseCookie(headers.cookie)[name];
  if (secret === undefined) return null;
  return secretPattern.test(secret) ? secret : '';
}

/** Hands a session to the browser, out of reach of scripts and of other sites' forms. */
export function setSessionCookie(reply: FastifyReply, secret: string): void {
  reply.setCookie(name, secret, { ...attributesFor(reply), maxAge: sessionDays * 86_400 });
  reply.header('cache-control', 'no-store');
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(name, attributesFor(reply));
}

function attributesFor({ server }: FastifyReply) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: server.isOnHttps } as const;
}
