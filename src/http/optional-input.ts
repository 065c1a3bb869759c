import type { FastifyInstance, FastifyRequest } from 'fastify';

interface ObjectSchema {
  properties?: Record<string, { default?: unknown }>;
  required?: string[];
  /** Each with fields of its own that are required. */
  anyOf?: unknown[];
}

/**
 * Lets callers leave out what has a default, and a whole body of which nothing is required. Done to the schemas
 * themselves, so that the OpenAPI document says it too: TypeBox counts a field with a default as required.
 */
export function allowOmissions(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const { schema } = route;
    if (schema?.querystring) schema.querystring = withoutDefaulted(schema.querystring as ObjectSchema);
    if (!schema?.body) return;
    const body = withoutDefaulted(schema.body as ObjectSchema);
    schema.body = body;
    if (isOptionalBody(body)) route.preValidation = [fillMissingBody, ...[route.preValidation ?? []].flat()];
  });
}

/** Whether a body of this schema may be left out. */
export function isOptionalBody({ properties, required, anyOf }: ObjectSchema): boolean {
  return properties !== undefined && required === undefined && anyOf === undefined;
}

function withoutDefaulted({ required = [], ...schema }: ObjectSchema): ObjectSchema {
  const left = required.filter((name) => schema.properties?.[name]?.default === undefined);
  return left.length > 0 ? { ...schema, required: left } : schema;
}

function fillMissingBody(request: FastifyRequest, _reply: unknown, done: () => void): void {
  if (request.body === undefined) request.body = {};
  done();
}
