import { Type } from 'typebox';
import { forbidden, invalidField } from '../../../core/errors.ts';
import { type KeyActor, ownerOf, type SessionActor } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { AccountsDeps } from '../deps.ts';
import { rotateKey } from '../keys/rotate-key.ts';

const RotateRequest = Type.Object({
  id: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Which key; a session must say.' })),
});

/** `POST /v1/keys/rotate`: a new key with the same powers in the place of another. */
export function rotateKeyRoute(app: HttpServer, deps: AccountsDeps): void {
  app.post(
    '/v1/keys/rotate',
    {
      config: {
        access: { by: ['key'], scope: 'keys:write', audit: 'key.rotate', idempotent: true, errors: ['not-found', 'conflict'] },
      },
      schema: {
        operationId: 'rotateKey',
        tags: ['API keys'],
        summary: 'Replace an API key',
        description: 'A key replaces itself, a session the key with this id. The old one ends at once.',
        body: RotateRequest,
        response: { 200: Type.Object({ apiKey: Type.String({ description: 'Shown once.' }) }) },
      },
    },
    async (request) => {
      const owner = ownerOf(request.actor);
      const apiKey = await rotateKey(deps, owner, keyOf(owner, request.body.id));
      deps.authentication.forget();
      return { apiKey };
    },
  );
}

function keyOf(owner: KeyActor | SessionActor, id: string | undefined): string {
  if (owner.kind === 'key') {
    if (id !== undefined && id !== owner.keyId) throw forbidden('A key replaces only itself.');
    return owner.keyId;
  }
  if (id === undefined) throw invalidField('/id', 'Say which key to replace.');
  return id;
}
