import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** One line per request, when it is answered. It names the route, not the path, since a path may hold a secret. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    if (!request.routeOptions.config.access?.exempt) logAnswer(request, reply);
    done();
  });
}

function logAnswer(request: FastifyRequest, reply: FastifyReply): void {
  request.log.info(
    {
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
