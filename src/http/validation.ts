import { Ajv, type AnySchema, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';
import type { FieldError } from '../core/errors.ts';

/**
 * Query, path and headers are text and are turned into what the schema says; a JSON body already has types, and a
 * number sent as a string is a mistake to point out.
 */
export function validateWithSchemas(app: FastifyInstance): void {
  const strict = createAjv(false);
  const coercing = createAjv('array');
  app.setValidatorCompiler<AnySchema>(({ schema, httpPart, ...body }) => {
    // A form is read by its route, part by part; its schema is for the document.
    if ('contentType' in body && body.contentType === 'multipart/form-data') return () => true;
    return (httpPart === 'body' ? strict : coercing).compile(schema);
  });
}

/** Checks JSON that did not come as the body of a request, and fills in what the schema says. Compile once. */
export function compileCheck(schema: AnySchema): (value: unknown) => FieldError[] {
  const validate = createAjv(false).compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(toFieldError));
}

/** Names a field by its pointer, also one that is missing. */
export function toFieldError(issue: Pick<ErrorObject, 'instancePath' | 'params' | 'message'>): FieldError {
  const missing: unknown = issue.params['missingProperty'];
  const path = typeof missing === 'string' ? `${issue.instancePath}/${missing}` : issue.instancePath;
  return { path, message: typeof missing === 'string' ? 'is required' : (issue.message ?? 'is not valid') };
}

function createAjv(coerceTypes: false | 'array'): Ajv {
  const ajv = new Ajv({ coerceTypes, useDefaults: true, allErrors: true, strict: false, multipleOfPrecision: 9 });
  addFormats.default(ajv);
  return ajv;
}
