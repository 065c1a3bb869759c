import type { FastifyRequest } from 'fastify';
import { andThen } from '../core/and-then.ts';
import { unauthorized } from '../core/errors.ts';
import type { Actor, Authenticator } from './actor.ts';

const anonymous: Actor = { kind: 'anonymous' };

/** API keys look so; anything else is refused without a query. */
const keyPattern = /^mk_[\x21-\x7e]{32,200}$/;

/** Longer than any that fits the headers that Node accepts. */
const maxTokenLength = 16_384;

/** Finds out who is calling. Throws a 401 for a credential that is wrong; no credential is an anonymous caller. */
export function authenticate(authenticator: Authenticator, request: FastifyRequest): Actor | Promise<Actor> {
  const key = request.headers['x-api-key'];
  if (typeof key === 'string') return authenticateKey(authenticator, key);
  const { authorization } = request.headers;
  if (authorization === undefined) return anonymous;
  const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (token === undefined) throw unauthorized('The Authorization header must be `Bearer <API key or access token>`.');
  return token.startsWith('mk_') ? authenticateKey(authenticator, token) : authenticateToken(authenticator, token);
}

function authenticateKey(authenticator: Authenticator, key: string): Actor | Promise<Actor> {
  const actor = keyPattern.test(key) ? authenticator.byKey(key) : null;
  return andThen<Actor | null, Actor>(actor, (known) => {
    if (!known) throw unauthorized('This API key does not exist, has expired or was revoked.');
    return known;
  });
}

async function authenticateToken(authenticator: Authenticator, token: string): Promise<Actor> {
  const actor = token.length <= maxTokenLength ? await authenticator.byParticipantToken(token) : null;
  if (!actor) throw unauthorized('This access token is not from this server, has expired or was withdrawn.');
  return actor;
}
