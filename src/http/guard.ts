import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { andThen } from '../core/and-then.ts';
import { AppError } from '../core/errors.ts';
import type { Access } from './access.ts';
import type { Actor, Authenticator } from './actor.ts';
import { authenticate } from './authentication.ts';
import { authorize } from './authorization.ts';
import type { RateLimiter, Taken } from './rate-limits/rate-limiter.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is calling; set before anything else happens to a request. */
    actor: Actor;
  }
}

interface Guards {
  authenticator: Authenticator;
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
    return andThen(take(guards.rateLimiter, request), (taken) => {
      limit(taken, reply);
      authorize(access, actor, request);
    });
  });
}

function identify(
  guards: Guards,
  access: Access,
  request: FastifyRequest,
  reply: FastifyReply,
): Actor | Promise<Actor> {
  const refuse = (error: unknown) => refuseCredential(guards, access, request, reply, error);
  try {
    const actor = authenticate(guards.authenticator, request);
    return actor instanceof Promise ? actor.catch(refuse) : actor;
  } catch (error) {
    return refuse(error);
  }
}

/**
 * A wrong credential counts against the address that it came from, so that keys cannot be guessed quickly. Where anyone
 * may call, it is as good as none.
 */
async function refuseCredential(
  { rateLimiter }: Guards,
  access: Access,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): Promise<Actor> {
  if (!(error instanceof AppError) || error.code !== 'unauthorized') throw error;
  if (access.by.includes('anyone')) return { kind: 'anonymous' };
  limit(await rateLimiter.take('ip', request.ip), reply);
  throw error;
}

function take(limiter: RateLimiter, { actor, ip }: FastifyRequest): Taken | Promise<Taken> {
  if (actor.kind === 'key') return limiter.take('key', actor.keyId);
  if (actor.kind === 'anonymous') return limiter.take('ip', ip);
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

