import { Type } from 'typebox';
import { displayName, RoomParams } from '../../../contracts/identifiers.ts';
import { Role } from '../../../contracts/roles.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RoomsDeps } from '../deps.ts';
import { encodeRoomLink } from '../room-links.ts';

const LinkRequest = Type.Object({
  role: Role,
  name: Type.Optional(displayName(64)),
  expiresInSeconds: Type.Integer({ minimum: 60, maximum: 2_592_000, default: 86_400 }),
});

const Link = Type.Object({
  url: Type.String({ description: 'A page of this server; whoever has it may join, no key needed.' }),
  expiresAt: Type.String({ format: 'date-time' }),
});

/** `POST /v1/rooms/:roomId/link`: a page where one joins the room in that role. The room need not be open yet. */
export function createRoomLinkRoute(app: HttpServer, { publicUrl, linkKey }: RoomsDeps): void {
  app.post(
    '/v1/rooms/:roomId/link',
    {
      config: { access: { by: ['key'], scope: 'tokens:write', audit: 'room-link.create', idempotent: true } },
      schema: {
        operationId: 'createRoomLink',
        tags: ['Rooms'],
        summary: 'Make a link to join a room',
        params: RoomParams,
        body: LinkRequest,
        response: { 201: Link },
      },
    },
    async (request, reply) => {
      const { role, name = null, expiresInSeconds } = request.body;
      const issuedAt = Date.now();
      const expiresAt = issuedAt + expiresInSeconds * 1000;
      const place = { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId };
      const linkToken = encodeRoomLink(linkKey, { ...place, role, name, issuedAt, expiresAt });
      return reply.code(201).send({ url: `${publicUrl}/r/${linkToken}`, expiresAt: new Date(expiresAt).toISOString() });
    },
  );
}
