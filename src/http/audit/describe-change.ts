import type { FastifyRequest } from 'fastify';
import type { Actor, AnonymousActor } from '../actor.ts';

/** What of a request tells what it changes. */
type Named = Pick<FastifyRequest, 'params' | 'body'>;

export function describeActor(actor: Exclude<Actor, AnonymousActor>): string {
  if (actor.kind === 'key') return `key:${actor.keyId}`;
  if (actor.kind === 'host') return `host:${actor.roomId}`;
  return actor.kind === 'session' ? `account:${actor.accountId}` : `participant:${actor.identity}`;
}

/**
 * What a request is about: the path's parameters, or what the body calls the thing to be made or changed; null when
 * neither says.
 * Several parameters are joined by `/`, with `/` and `%` in them percent-encoded, so that they can be told apart.
 */
export function findTarget({ params, body }: Named): string | null {
  const parts = pathParts(params);
  if (parts.length > 1) return parts.map((part) => part.replace(/[%/]/g, (sign) => encodeURIComponent(sign))).join('/');
  return parts[0] ?? readText(body, 'name') ?? readText(body, 'id');
}

/** The id of what a call without a path parameter has made, from its JSON answer; null when there is none. */
export function findMadeId({ params }: Named, payload: unknown): string | null {
  if (pathParts(params).length > 0 || typeof payload !== 'string' || !payload.startsWith('{')) return null;
  const made: unknown = JSON.parse(payload);
  return readText(made, 'id') ?? readText(made, 'meetingId');
}

function pathParts(params: unknown): string[] {
  return Object.values((params ?? {}) as Record<string, string>);
}

function readText(value: unknown, field: string): string | null {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, field) : null;
  return typeof found === 'string' ? found : null;
}
