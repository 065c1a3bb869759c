import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { andThen } from '../core/and-then.ts';
import type { ErrorCode } from '../core/error-catalogue.ts';
import { AppError, notFound } from '../core/errors.ts';
import type { Access } from './access.ts';
import type { Actor, Authenticator } from './actor.ts';
import { authenticate, type AuthenticationDeps } from './authentication.ts';
import { authorize } from './authorization.ts';
import type { RateLimiter, Taken } from './rate-limits/rate-limiter.ts';
import { networkOf } from './rate-limits/network-of.ts';
import { readSessionCookie, setSessionCookie } from './session-cookie.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is calling; set before anything else happens to a request. */
    actor: Actor;
  }
}

interface Guards extends AuthenticationDeps {
  rateLimiter: RateLimiter;
}

/** What a route without an access of its own gets: an address nobody serves is limited like anything else. */
const openAccess: Access = { by: ['anyone'] };

/**
 * Stands before every route: who is calling, how often, and whether they may. In that order and before the body is
 * read, so that a stranger can neither make us parse nor learn what a route expects.
 */
export const guardPlugin = fastifyPlugin(async (app: FastifyInstance, guards: Guards) => {
  app.decorateRequest('actor');
  app.addHook('onRequest', (request, reply, done) => {
    const access = request.matched?.access ?? openAccess;
    if (access.exempt) return done();
    try {
      const admitted = admit(guards, access, request, reply);
      if (admitted instanceof Promise) admitted.then(() => done(), done);
      else done();
    } catch (error) {
      done(error as Error);
    }
  });
});

function admit(guards: Guards, access: Access, request: FastifyRequest, reply: FastifyReply): void | Promise<void> {
  return andThen(identify(guards, access, request, reply), (actor) => {
    request.actor = actor;
    if (actor.kind === 'session' && actor.isProlonged) setSessionCookie(reply, readSessionCookie(request) ?? '');
    return andThen(take(guards.rateLimiter, access, request), (taken) => {
      limit(taken, reply);
      try {
        authorize(access, actor, request);
      } catch (error) {
        return refuseOwner(guards.authenticator, actor, request, error);
      }
    });
  });
}

/** What is a host's to do in another workspace's meeting is a 404 for a key, as all that is not its own. */
async function refuseOwner(authenticator: Authenticator, actor: Actor, { params }: FastifyRequest, error: unknown): Promise<never> {
  const { meetingId } = params as { meetingId?: string };
  const isOwner = (actor.kind === 'key' || actor.kind === 'session') && error instanceof AppError && error.code === 'forbidden';
  const isElsewhere = isOwner && meetingId !== undefined && !(await authenticator.isMeetingOf(actor.workspaceId, meetingId));
  throw isElsewhere ? notFound('Meeting') : error;
}

function identify(
  guards: Guards,
  access: Access,
  request: FastifyRequest,
  reply: FastifyReply,
): Actor | Promise<Actor> {
  const refuse = (error: unknown) => refuseCredential(guards, access, request, reply, error);
  try {
    const actor = authenticate(guards, access, request);
    return actor instanceof Promise ? actor.catch(refuse) : actor;
  } catch (error) {
    return refuse(error);
  }
}

/** A wrong credential, one that another site's page may have sent, and an admin token of no meeting. */
const refusals: ReadonlySet<ErrorCode> = new Set(['unauthorized', 'forbidden', 'not-found']);

/**
 * A wrong credential counts against the address that it came from, so that keys cannot be guessed quickly. Where anyone
 * may call, it is as good as none, and so is a session's cookie that another site's page may have sent.
 */
async function refuseCredential(
  { rateLimiter }: Guards,
  access: Access,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): Promise<Actor> {
  if (!(error instanceof AppError) || !refusals.has(error.code)) throw error;
  if (access.by.includes('anyone')) return { kind: 'anonymous' };
  const isCookie = error.code === 'forbidden' && request.headers['x-admin-token'] === undefined;
  if (isCookie) throw error;
  limit(await rateLimiter.take('ip', networkOf(request.ip)), reply);
  throw error;
}

function take(limiter: RateLimiter, access: Access, request: FastifyRequest): Taken | Promise<Taken> {
  const { actor, ip } = request;
  if (access.limit !== undefined) return limiter.take(access.limit, networkOf(ip));
  if (actor.kind === 'key') return limiter.take('key', actor.keyId);
  if (actor.kind === 'session') return limiter.take('key', actor.sessionId);
  if (actor.kind === 'anonymous') {
    const link = access.linkOf?.(request) ?? null;
    return link === null ? limiter.take('ip', networkOf(ip)) : limiter.take('participant', JSON.stringify(['link', link, ip]));
  }
  if (actor.kind === 'host') return limiter.take('participant', JSON.stringify(['host', actor.roomId, ip]));
  return limiter.take('participant', JSON.stringify([actor.workspaceId, actor.roomId, actor.identity]));
}

/** Tells the caller where they stand (draft-ietf-httpapi-ratelimit-headers) and throws a 429 when they are over. */
function limit(taken: Taken, reply: FastifyReply): void {
  if (taken === 'unlimited') return;
  reply.header('ratelimit-limit', taken.limit);
  reply.header('ratelimit-remaining', taken.remaining);
  reply.header('ratelimit-reset', taken.resetSeconds);
  if (taken.allowed) return;
  throw new AppError('rate-limited', `Too many requests. Try again in ${taken.resetSeconds} seconds.`, {
    headers: { 'retry-after': String(taken.resetSeconds) },
  });
}

