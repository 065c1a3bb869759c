import type { FastifyInstance } from 'fastify';
import { AppError, invalidField } from '../core/errors.ts';

/** Only so can JSON say half of a character (an unpaired surrogate), which no database and no browser takes. */
const surrogateEscape = /\\u[dD][89a-fA-F]/;

/** What is nested deeper can be read but not written again: that takes the stack. */
const maxDepth = 200;

/**
 * Takes an empty body with a JSON content type for no body at all, since many clients send that header always. Names
 * that would change an object's prototype are dropped, like other unknown fields.
 */
export function parseJsonBodies(app: FastifyInstance): void {
  // What Fastify would take as a text is not what any call expects.
  app.removeContentTypeParser('text/plain');
  const parse = app.getDefaultJsonParser('remove', 'remove');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined);
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') return done(packed());
    return parse(request, body, (error, value: unknown) => {
      const fault = error === null ? findJsonFault(body, value) : null;
      done(fault === null ? error : invalidField('', fault), value);
    });
  });
}

/** A small body gains nothing by being packed, and one that unpacks to gigabytes cannot come in. */
function packed(): AppError {
  return new AppError('unsupported-media-type', 'This call does not accept a Content-Encoding; send the body as it is.');
}

/** What is wrong with a well-formed JSON text and its value; null when nothing is. */
export function findJsonFault(text: string, value: unknown): string | null {
  const mayBeBad = text.length > 2 * maxDepth || surrogateEscape.test(text);
  return mayBeBad ? findFault(value) : null;
}

/** Level by level rather than by recursion, since a body may be nested deeper than the stack is. */
function findFault(root: unknown): string | null {
  let level = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return `The body is nested more than ${maxDepth} levels deep.`;
    if (level.some((value) => typeof value === 'string' && !value.isWellFormed())) {
      return 'The body holds half a character: an unpaired surrogate.';
    }
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.entries(value).flat() : []));
  }
  return null;
}
