import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** One line per request, when it is answered. It names the route, not the path, since a path may hold a secret. */
export function logRequests(app: FastifyInstance): void {
  // Nothing in these lines needs to be searched for secrets, which takes as long as writing them.
  const log = app.log.child({}, { redact: [] });
  app.addHook('onResponse', (request, reply, done) => {
    if (!request.routeOptions.config.access?.exempt) logAnswer(log, request, reply);
    done();
  });
}

function logAnswer(log: FastifyBaseLogger, request: FastifyRequest, reply: FastifyReply): void {
  log.info(
    {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      actor: request.actor?.kind,
      workspaceId: request.actor?.kind === 'anonymous' ? undefined : request.actor?.workspaceId,
    },
    'answered',
  );
}
