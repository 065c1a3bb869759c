import type { HttpServer } from './http-server.ts';
import { Type } from 'typebox';
import { errorCatalogue, type ErrorCode } from '../core/error-catalogue.ts';
import { notFound } from '../core/errors.ts';

/** `GET /errors/:code`: the page that the `type` of every problem answer points to. */
export function errorPages(app: HttpServer): void {
  app.get(
    '/errors/:code',
    {
      config: { access: { by: ['anyone'], errors: ['not-found'] } },
      schema: {
        operationId: 'getErrorPage',
        tags: ['System'],
        summary: 'What an error code means',
        params: Type.Object({ code: Type.String({ maxLength: 64 }) }),
        response: { 200: { description: 'A page.', content: { 'text/html': { schema: Type.String() } } } },
      },
    },
    async (request, reply) => {
      const { code } = request.params;
      if (!Object.hasOwn(errorCatalogue, code)) throw notFound('Error code');
      return reply.type('text/html; charset=utf-8').serializer(String).send(toPage(code as ErrorCode));
    },
  );
}

/** Nothing in the catalogue needs escaping, and the code is one of its keys. */
function toPage(code: ErrorCode): string {
  const [status, title, explanation] = errorCatalogue[code];
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<body style="font:1rem/1.5 system-ui;max-width:40rem;margin:4rem auto;padding:0 1rem">
<h1>${title}</h1><p><code>${code}</code>, status ${status}</p><p>${explanation}</p>`;
}
