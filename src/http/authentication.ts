import type { FastifyRequest } from 'fastify';
import { andThen } from '../core/and-then.ts';
import { forbidden, notFound, unauthorized } from '../core/errors.ts';
import { meetingOfRoom } from '../contracts/meetings.ts';
import type { Access } from './access.ts';
import type { Actor, Authenticator } from './actor.ts';
import type { OriginCheck } from './own-origin.ts';
import { readSessionCookie } from './session-cookie.ts';

export interface AuthenticationDeps {
  authenticator: Authenticator;
  isOwnOrigin: OriginCheck;
}

const anonymous: Actor = { kind: 'anonymous' };

/** API keys look so; anything else is refused without a query. */
const keyPattern = /^mk_[\x21-\x7e]{32,200}$/;

/** Longer than any that fits the headers that Node accepts. */
const maxTokenLength = 16_384;

/**
 * Finds out who is calling. Throws a 401 for a credential that is wrong, and a 403 for a cookie that another site's page
 * may have sent; no credential is an anonymous caller.
 */
export function authenticate(deps: AuthenticationDeps, access: Access, request: FastifyRequest): Actor | Promise<Actor> {
  const { authenticator } = deps;
  const adminToken = request.headers['x-admin-token'];
  if (typeof adminToken === 'string' && (takesHost(access) || isAlone(access, request))) return authenticateHost(authenticator, request, adminToken);
  const key = request.headers['x-api-key'];
  if (typeof key === 'string') return authenticateKey(authenticator, key);
  const { authorization } = request.headers;
  if (authorization === undefined) return authenticateSession(deps, request);
  const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (token === undefined) throw unauthorized('The Authorization header must be `Bearer <API key or access token>`.');
  return authenticateBearer(authenticator, token);
}

/** Who an API key or an access token of ours speaks for; a 401 for anything else. */
export function authenticateBearer(authenticator: Authenticator, token: string): Actor | Promise<Actor> {
  return token.startsWith('mk_') ? authenticateKey(authenticator, token) : authenticateToken(authenticator, token);
}

function authenticateKey(authenticator: Authenticator, key: string): Actor | Promise<Actor> {
  const actor = keyPattern.test(key) ? authenticator.byKey(key) : null;
  return andThen<Actor | null, Actor>(actor, (known) => {
    if (!known) throw unauthorized('This API key does not exist, has expired or was revoked.');
    return known;
  });
}

/** Where a host may call, an admin token decides, whatever is sent beside it. */
function takesHost({ by }: Access): boolean {
  return by.includes('host') || by.includes('moderator');
}

/** Where a host may not call, it is still whom a caller of a meeting speaks for who sends nothing else. */
function isAlone({ by }: Access, request: FastifyRequest): boolean {
  const { headers, params } = request;
  const isOfMeeting = !by.includes('anyone') && (params as { meetingId?: string }).meetingId !== undefined;
  return isOfMeeting && headers['x-api-key'] === undefined && headers.authorization === undefined && readSessionCookie(request) === null;
}

async function authenticateHost(authenticator: Authenticator, { params }: FastifyRequest, token: string): Promise<Actor> {
  const { meetingId, roomId } = params as { meetingId?: string; roomId?: string };
  const asked = meetingId ?? meetingOfRoom(roomId ?? '');
  const actor = await authenticator.byAdminToken(asked, token);
  if (actor === 'no-meeting' && meetingId !== undefined) throw notFound('Meeting');
  if (typeof actor === 'string') throw forbidden('This admin token is not the one of this meeting.');
  return actor;
}

/** A cookie counts when nothing else was sent, since a browser sends it unasked. */
function authenticateSession({ authenticator, isOwnOrigin }: AuthenticationDeps, request: FastifyRequest): Actor | Promise<Actor> {
  const secret = readSessionCookie(request);
  if (secret === null) return anonymous;
  return andThen<Actor | null, Actor>(secret === '' ? null : authenticator.bySession(secret), (known) => {
    if (!known) throw unauthorized('This session has ended. Log in again.');
    if (!isOwnOrigin(request)) throw forbidden('A call with a session must come from a page of this server, or of an allowed origin.');
    return known;
  });
}

async function authenticateToken(authenticator: Authenticator, token: string): Promise<Actor> {
  const actor = token.length <= maxTokenLength ? await authenticator.byParticipantToken(token) : null;
  if (!actor) throw unauthorized('This access token is not from this server, has expired or was withdrawn.');
  return actor;
}
