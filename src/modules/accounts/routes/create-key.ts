import { Type } from 'typebox';
import { requireTime } from '../../../core/read-time.ts';
import { ownerOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { AccountsDeps } from '../deps.ts';
import { issueKey } from '../keys/issue-key.ts';
import { KeyScopes, KeyView, toKeyView } from '../keys/key-view.ts';

const KeyRequest = Type.Object({
  label: Type.String({ maxLength: 100, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*$', default: '' }),
  scopes: Type.Optional(KeyScopes),
  expiresAt: Type.Optional(Type.String({ format: 'date-time', description: 'ISO 8601.' })),
});

/** `POST /v1/keys`: a key that may do no more than its maker; the only answer that shows it. */
export function createKeyRoute(app: HttpServer, { db }: AccountsDeps): void {
  app.post(
    '/v1/keys',
    {
      config: { access: { by: ['key'], scope: 'keys:write', audit: 'key.create', idempotent: true, errors: ['forbidden'] } },
      schema: {
        operationId: 'createKey',
        tags: ['API keys'],
        summary: 'Make an API key',
        description: 'What is left out is as with the caller: a key never makes a wider one.',
        body: KeyRequest,
        response: { 201: Type.Object({ ...KeyView.properties, key: Type.String({ description: 'Shown once.' }) }) },
      },
    },
    async (request, reply) => {
      const { label, scopes, expiresAt } = request.body;
      const wish = { label, ...(scopes && { scopes }), ...(expiresAt === undefined ? {} : { expiresAt: requireTime(expiresAt, '/expiresAt') }) };
      const { row, secret } = await issueKey(db, ownerOf(request.actor), wish);
      return reply.code(201).send({ ...toKeyView(row), key: secret });
    },
  );
}
