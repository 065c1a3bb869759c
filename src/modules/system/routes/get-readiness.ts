import { Type } from 'typebox';
import type { HttpServer } from '../../../http/http-server.ts';
import type { SystemDeps } from '../deps.ts';

const part = Type.Enum(['connected', 'unavailable']);

function report(status: string) {
  return Type.Object({
    status: Type.Literal(status),
    db: part,
    redis: part,
    livekit: part,
    storage: part,
    timestamp: Type.String({ format: 'date-time' }),
  });
}

const probes = [
  { path: '/health', operationId: 'getOverallHealth', good: 'ok', bad: 'error' },
  { path: '/health/readiness', operationId: 'getReadiness', good: 'ready', bad: 'not ready' },
] as const;

/** `GET /health` and `GET /health/readiness`: 503 while the database, Redis or LiveKit is away. */
export function getReadinessRoutes(app: HttpServer, { probeParts }: SystemDeps): void {
  for (const { path, operationId, good, bad } of probes) {
    app.get(
      path,
      {
        config: { access: { by: ['anyone'], exempt: true } },
        schema: {
          operationId,
          tags: ['System'],
          summary: 'Whether the servers behind this one can be reached',
          response: { 200: report(good), 503: report(bad) },
        },
      },
      async (_request, reply) => {
        const parts = await probeParts();
        const isReady = [parts.db, parts.redis, parts.livekit].every((state) => state === 'connected');
        const timestamp = new Date().toISOString();
        return reply.code(isReady ? 200 : 503).send({ status: isReady ? good : bad, ...parts, timestamp });
      },
    );
  }
}
