import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomText } from '../core/ids.ts';

const name = 'plenum_guest';
/** 160 random bits; anything else is not one of ours. */
const pattern = /^[2-9a-z]{32}$/;
const days = 365;

/** By what a browser is recognised in meetings; null without it. */
export function readGuestCookie({ headers, server }: Pick<FastifyRequest, 'headers' | 'server'>): string | null {
  if (headers.cookie === undefined) return null;
  const value = server.parseCookie(headers.cookie)[name];
  return value !== undefined && pattern.test(value) ? value : null;
}

export function newGuestCookie(): string {
  return randomText(32);
}

/** Hands it to the browser, out of reach of scripts and of other sites' forms. */
export function setGuestCookie(reply: FastifyReply, value: string): void {
  reply.setCookie(name, value, optionsAt(reply.server));
  reply.header('cache-control', 'no-store');
}

/** The same as a `Set-Cookie` header, for an answer that is not Fastify's. */
export function writeGuestCookie(server: FastifyInstance, value: string): string {
  return server.serializeCookie(name, value, optionsAt(server));
}

function optionsAt({ isOnHttps: secure }: FastifyInstance) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: days * 86_400 } as const;
}
