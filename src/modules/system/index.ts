import type { HttpServer } from '../../http/http-server.ts';
import type { SystemDeps } from './deps.ts';
import { getHealthRoute } from './routes/get-health.ts';
import { getIceServersRoute } from './routes/get-ice-servers.ts';
import { getLivenessRoute } from './routes/get-liveness.ts';
import { getMetricsRoute } from './routes/get-metrics.ts';
import { getOpenApiRoutes } from './routes/get-openapi.ts';
import { getReadinessRoutes } from './routes/get-readiness.ts';
import { listAuditRoute } from './routes/list-audit.ts';

export type { SystemDeps } from './deps.ts';
export { createPartsProbe } from './probe-parts.ts';

const routes = [
  getHealthRoute,
  getReadinessRoutes,
  getLivenessRoute,
  getMetricsRoute,
  getIceServersRoute,
  getOpenApiRoutes,
  listAuditRoute,
];

/** Adds health, metrics, the OpenAPI document and what else is about the server itself. */
export function addSystemRoutes(app: HttpServer, deps: SystemDeps): void {
  for (const addRoute of routes) addRoute(app, deps);
}
