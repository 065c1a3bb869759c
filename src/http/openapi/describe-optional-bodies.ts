import type { SwaggerTransformObject } from '@fastify/swagger';
import { isOptionalBody } from '../optional-input.ts';

interface Operation {
  requestBody?: { required?: boolean; content?: Record<string, { schema?: Parameters<typeof isOptionalBody>[0] }> };
}

/** Says of each body that may be left out that it may; the plugin writes every body down as required. */
export const describeOptionalBodies: SwaggerTransformObject = (documents) => {
  if (!('openapiObject' in documents)) throw new Error('This is no OpenAPI document.');
  const document = documents.openapiObject;
  const operations = Object.values(document.paths ?? {}).flatMap((path) => Object.values(path ?? {}) as Operation[]);
  for (const { requestBody } of operations) {
    const schema = requestBody?.content?.['application/json']?.schema;
    if (requestBody && schema && isOptionalBody(schema)) delete requestBody.required;
  }
  return document;
};
