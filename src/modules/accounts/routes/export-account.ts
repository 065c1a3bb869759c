import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { sessionOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { AccountsDeps } from '../deps.ts';
import { exportAccount } from '../export/export-account.ts';

const Thing = Type.Object({}, { additionalProperties: true });

const AccountExport = Type.Object(
  { exportedAt: Type.String(), account: Thing, sessions: Type.Array(Thing), keys: Type.Array(Thing) },
  { additionalProperties: Type.Array(Thing), description: 'And a list for each further kind of things.' },
);

/** `GET /v1/account/export`: everything that is held, as a file. */
export function exportAccountRoute(app: HttpServer, deps: AccountsDeps): void {
  app.get(
    '/v1/account/export',
    {
      config: { access: { by: ['session'] } },
      schema: {
        operationId: 'exportAccount',
        tags: ['Accounts'],
        summary: 'Export all that is held about me',
        description: 'The account and what is in its own workspace, without secrets. It is written as it is read.',
        response: { 200: AccountExport },
      },
    },
    async (request, reply) => {
      const pieces = await exportAccount(deps, sessionOf(request.actor));
      reply.header('cache-control', 'no-store').header('content-disposition', 'attachment; filename="account.json"');
      // The answer's type stands in its schema, which a stream is not held against.
      return reply.type('application/json; charset=utf-8').send(Readable.from(pieces) as never);
    },
  );
}
