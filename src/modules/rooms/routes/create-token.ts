import { type Static, Type } from 'typebox';
import { displayName, RoomId, UserId } from '../../../contracts/identifiers.ts';
import { ParticipantMetadata } from '../../../contracts/metadata.ts';
import { Role } from '../../../contracts/roles.ts';
import { IssuedToken } from '../../../contracts/tokens.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RoomsDeps } from '../deps.ts';
import { defaultTtlSeconds, issueToken } from '../issue-token.ts';

export const TokenRequest = Type.Object({
  roomId: RoomId,
  userId: UserId,
  name: displayName(256),
  role: Role,
  metadata: Type.Optional(ParticipantMetadata),
  ttlSeconds: Type.Integer({ minimum: 60, maximum: 86_400, default: defaultTtlSeconds }),
});

export type TokenFields = Static<typeof TokenRequest>;

/** `POST /v1/token` (seed 002): a LiveKit access token for one person in one room, which need not be open yet. */
export function createTokenRoute(app: HttpServer, deps: RoomsDeps): void {
  app.post(
    '/v1/token',
    {
      // Too small to be worth it, and the most frequent call.
      compress: false,
      config: { access: { by: ['key'], scope: 'tokens:write' } },
      schema: {
        operationId: 'createToken',
        tags: ['Tokens'],
        summary: 'Issue an access token',
        body: TokenRequest,
        response: { 200: IssuedToken },
      },
      serializerCompiler: () => writeIssuedToken,
    },
    // Not async: there is nothing to wait for.
    (request, reply) => {
      const workspaceId = workspaceOf(request.actor);
      const { roomId, userId, name, role, metadata = {}, ttlSeconds } = request.body;
      reply.send(issueToken(deps, { workspaceId, roomId, identity: userId, name, role, metadata }, ttlSeconds));
    },
  );
}

/** A JWT and a time hold nothing that JSON would escape, and looking for it takes long in a text as long as a token. */
function writeIssuedToken({ token, url, expiresAt }: IssuedToken): string {
  return `{"token":"${token}","url":${JSON.stringify(url)},"expiresAt":"${expiresAt}"}`;
}
