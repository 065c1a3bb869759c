import type { FastifyInstance } from 'fastify';
import type { Access } from './access.ts';

/** The route that a request was matched to. */
export interface MatchedRoute {
  /** Its pattern, such as `/v1/rooms/:roomId`: a path itself may hold a secret. */
  pattern: string;
  access: Access | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Missing when the address could not even be read. */
    matched: MatchedRoute | undefined;
  }
}

/** Looks the route up once for all hooks: Fastify makes a new object each time that it is asked. */
export function rememberRoute(app: FastifyInstance): void {
  app.decorateRequest('matched', undefined);
  app.addHook('onRequest', (request, _reply, done) => {
    const { url, config } = request.routeOptions;
    request.matched = { pattern: url ?? 'unknown', access: config.access };
    done();
  });
}
