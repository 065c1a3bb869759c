import type { FastifyRequest } from 'fastify';
import { unauthorized } from '../core/errors.ts';
import type { Actor, Authenticator } from './actor.ts';

const anonymous: Actor = { kind: 'anonymous' };

/** API keys look so; anything else is refused without a query. */
const keyPattern = /^mk_[\x21-\x7e]{32,200}$/;

/** Finds out who is calling. Throws a 401 for a credential that is wrong; no credential is an anonymous caller. */
export async function authenticate(authenticator: Authenticator, request: FastifyRequest): Promise<Actor> {
  const key = request.headers['x-api-key'];
  if (typeof key === 'string') return authenticateKey(authenticator, key);
  const { authorization } = request.headers;
  if (authorization === undefined) return anonymous;
  const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (token === undefined) throw unauthorized('The Authorization header must be `Bearer <API key or access token>`.');
  return token.startsWith('mk_') ? authenticateKey(authenticator, token) : authenticateToken(authenticator, token);
}

async function authenticateKey(authenticator: Authenticator, key: string): Promise<Actor> {
  const actor = keyPattern.test(key) ? await authenticator.byKey(key) : null;
  if (!actor) throw unauthorized('This API key does not exist, has expired or was revoked.');
  return actor;
}

async function authenticateToken(authenticator: Authenticator, token: string): Promise<Actor> {
  const actor = token.length <= 8_192 ? await authenticator.byParticipantToken(token) : null;
  if (!actor) throw unauthorized('This access token is not from this server, has expired or was withdrawn.');
  return actor;
}
