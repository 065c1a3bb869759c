import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { createDurationHistogram, type Series } from '../platform/duration-histogram.ts';

/** Measures how long each route takes, by method and status. */
export function measureRequests(app: FastifyInstance, registry: Registry): void {
  const name = 'plenum_http_request_duration_seconds';
  const durations = createDurationHistogram(registry, name, 'Time from a request to its answer.');
  const known = new Map<string, Series>();
  const seriesOf = (method: string, route: string, status: number): Series => {
    const key = `${method} ${route} ${status}`;
    const series = known.get(key);
    if (series) return series;
    const added = durations.addSeries({ method, route, status });
    known.set(key, added);
    return added;
  };
  app.addHook('onResponse', ({ method, matched }, { statusCode, elapsedTime }, done) => {
    seriesOf(method, matched?.pattern ?? 'unknown', statusCode).observe(elapsedTime / 1000);
    done();
  });
}
