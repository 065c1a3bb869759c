import { Ajv, type AnySchema } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';

/**
 * Query, path and headers are text and are turned into what the schema says; a JSON body already has types, and a
 * number sent as a string is a mistake to point out.
 */
export function validateWithSchemas(app: FastifyInstance): void {
  const strict = createAjv(false);
  const coercing = createAjv('array');
  app.setValidatorCompiler<AnySchema>(({ schema, httpPart }) => (httpPart === 'body' ? strict : coercing).compile(schema));
}

function createAjv(coerceTypes: false | 'array'): Ajv {
  const ajv = new Ajv({ coerceTypes, useDefaults: true, allErrors: true, strict: false });
  addFormats.default(ajv);
  return ajv;
}
