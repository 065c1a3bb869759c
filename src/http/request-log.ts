import type { FastifyInstance } from 'fastify';

/** One line per request, when it is answered. It names the route, not the path, since a path may hold a secret. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.config.access?.exempt) return;
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
  });
}
