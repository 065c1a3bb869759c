import { Type } from 'typebox';
import type { HttpServer } from '../../../http/http-server.ts';

/** `GET /health/liveness`: this process runs. */
export function getLivenessRoute(app: HttpServer): void {
  app.get(
    '/health/liveness',
    {
      config: { access: { by: ['anyone'], exempt: true } },
      schema: {
        operationId: 'getLiveness',
        tags: ['System'],
        summary: 'Whether this process runs',
        response: { 200: Type.Object({ status: Type.Literal('alive') }) },
      },
    },
    async () => ({ status: 'alive' as const }),
  );
}
