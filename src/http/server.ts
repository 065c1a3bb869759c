import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { WriteLine } from '../platform/log.ts';
import { invalidField } from '../core/errors.ts';
import type { Authenticator } from './actor.ts';
import { auditPlugin } from './audit/plugin.ts';
import type { AuditStore } from './audit/store.ts';
import { errorPages } from './error-pages.ts';
import { answerClientError } from './client-errors.ts';
import { guardPlugin } from './guard.ts';
import { idempotencyPlugin } from './idempotency/plugin.ts';
import type { HttpServer } from './http-server.ts';
import type { IdempotencyStore } from './idempotency/store.ts';
import { rememberRoute } from './matched-route.ts';
import { addOpenApi } from './openapi/plugin.ts';
import { allowOmissions } from './optional-input.ts';
import { answerProblems, sendProblem } from './problems.ts';
import type { RateLimiter } from './rate-limits/rate-limiter.ts';
import { answerWithRequestId, requestIdOf } from './request-id.ts';
import { parseJsonBodies } from './json-body.ts';
import { createOriginCheck } from './own-origin.ts';
import { logRequests } from './request-log.ts';
import { measureRequests } from './request-metrics.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { validateWithSchemas } from './validation.ts';

export interface HttpDeps {
  logger: Logger;
  writeLine: WriteLine;
  version: string;
  publicUrl: string;
  livekitPublicUrl: string;
  allowedOrigins: string[];
  /** Whose `X-Forwarded-For` counts: everybody's, that of so many proxies in a row, or that of these networks. */
  trustProxy: boolean | number | string[];
  authenticator: Authenticator;
  rateLimiter: RateLimiter;
  idempotency: IdempotencyStore;
  audit: AuditStore;
  metrics: Registry;
}

/** JSON bodies are small here; uploads have limits of their own. */
const bodyLimit = 256 * 1024;
/** Bytes. Packing and unpacking a smaller answer takes longer than sending it whole. */
const compressFrom = 8 * 1024;
/** Brotli's default is made for files that are packed once; this one takes as long as gzip. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
/** A roomId of 128 characters, each four bytes, percent-encoded. */
const maxParamLength = 128 * 4 * 3;

/** Builds the server with everything that all routes share; the modules add their routes to it. */
export async function createHttpServer(deps: HttpDeps): Promise<HttpServer> {
  const app = Fastify({
    loggerInstance: withoutChildren(deps.logger),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIdOf,
    trustProxy: trustIn(deps.trustProxy),
    bodyLimit,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      sendProblem(invalidField('', error.message), request, reply);
    },
  }).withTypeProvider<TypeBoxTypeProvider>() as HttpServer;
  rememberRoute(app);
  parseJsonBodies(app);
  validateWithSchemas(app);
  allowOmissions(app);
  answerProblems(app);
  answerWithRequestId(app);
  await addSharedPlugins(app, deps);
  errorPages(app);
  return app;
}

/** Fastify takes a number for nobody at all. */
function trustIn(proxies: HttpDeps['trustProxy']): FastifyServerOptions['trustProxy'] {
  return typeof proxies === 'number' ? (_address, hops) => hops < proxies : proxies;
}

/** A logger of its own for each request would cost as much as all hooks; what is logged names the request itself. */
function withoutChildren(logger: Logger): FastifyBaseLogger {
  const childless: FastifyBaseLogger = Object.create(logger);
  childless.child = () => childless;
  return childless;
}

async function addSharedPlugins(app: HttpServer, deps: HttpDeps): Promise<void> {
  measureRequests(app, deps.metrics);
  logRequests(app, deps.logger, deps.writeLine);
  await addSecurityHeaders(app, deps);
  await app.register(compress, { threshold: compressFrom, encodings: ['br', 'gzip'], brotliOptions, globalDecompression: false });
  // Read only when nothing else says who is calling.
  await app.register(cookie, { hook: false });
  app.decorate('isOnHttps', deps.publicUrl.startsWith('https:'));
  await app.register(guardPlugin, { ...deps, isOwnOrigin: createOriginCheck(deps) });
  await app.register(idempotencyPlugin, deps.idempotency);
  await app.register(auditPlugin, deps.audit);
  await addOpenApi(app, deps.version);
}
