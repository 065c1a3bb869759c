import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../../contracts/problem.ts';
import { describeAccess } from './describe-access.ts';
import { describeOptionalBodies } from './describe-optional-bodies.ts';

/** No file from another host; its styles are partly inline. */
const docsPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'";

const securitySchemes = {
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'Speaks for its whole workspace.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'plenum_session',
    description: 'Set by login. A call that changes something must come from a page of this server.',
  },
  participantToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'A LiveKit access token that this server issued: acts as that person in that room.',
  },
  adminToken: { type: 'apiKey', in: 'header', name: 'X-Admin-Token', description: 'The host of a meeting.' },
} as const;

/** Makes an OpenAPI 3.1 document of the routes' own schemas and serves it with an interactive reference. */
export async function addOpenApi(app: FastifyInstance, version: string): Promise<void> {
  app.addSchema(Problem);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Plenum', version, description: 'A control plane for LiveKit.', license: { name: 'Apache-2.0' } },
      servers: [{ url: '/' }],
      components: { securitySchemes },
    },
    transformObject: describeOptionalBodies,
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => String(json.$id ?? `schema-${i}`) },
  });
  app.addHook('onRoute', describeAccess);
  await app.register(swaggerUi, { routePrefix: '/docs', uiConfig: { deepLinking: true }, staticCSP: docsPolicy });
}
