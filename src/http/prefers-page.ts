import type { FastifyRequest } from 'fastify';

/**
 * Whether a browser asks for something to show in its window, and not a program or a media element for the thing
 * itself. Only the first begins its `Accept` with text/html; but for Java's old client, which names image/gif, too.
 */
export function prefersPage({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): boolean {
  const { accept = '', range } = headers;
  return method === 'GET' && range === undefined && /^\s*text\/html\b/i.test(accept) && !accept.includes('image/gif');
}
