import { Type } from 'typebox';
import { unauthorized } from '../../../core/errors.ts';
import { isSameSecret } from '../../../core/secrets.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { SystemDeps } from '../deps.ts';

/** `GET /metrics`: Prometheus text; with METRICS_TOKEN set, for its bearer only. */
export function getMetricsRoute(app: HttpServer, { metrics, metricsToken }: SystemDeps): void {
  app.get(
    '/metrics',
    {
      config: { access: { by: ['anyone'], exempt: true, errors: ['unauthorized'] } },
      schema: {
        operationId: 'getMetrics',
        tags: ['System'],
        summary: 'Metrics for Prometheus',
        response: { 200: { description: 'Prometheus text.', content: { 'text/plain': { schema: Type.String() } } } },
      },
    },
    async (request, reply) => {
      if (metricsToken && !isSameSecret(request.headers.authorization ?? '', `Bearer ${metricsToken}`)) {
        throw unauthorized('Send METRICS_TOKEN as `Authorization: Bearer …`.');
      }
      return reply.type(metrics.contentType).serializer(String).send(await metrics.metrics());
    },
  );
}
