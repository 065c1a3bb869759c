import type { FastifyRequest } from 'fastify';

/** What a caller sent as `Authorization: Bearer …`, of whatever kind; null without it. */
export function readBearer({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  return /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}
