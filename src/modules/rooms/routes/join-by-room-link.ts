import { Type } from 'typebox';
import { displayName } from '../../../contracts/identifiers.ts';
import { Role } from '../../../contracts/roles.ts';
import { ToldActivity } from '../../../contracts/room-activity.ts';
import { IssuedToken } from '../../../contracts/tokens.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RoomsDeps } from '../deps.ts';
import { joinByRoomLink } from '../open-room-link.ts';
import { RoomLinkParams } from './get-room-link.ts';

const JoinAnswer = Type.Object({
  ...IssuedToken.properties,
  roomId: Type.String(),
  role: Role,
  identity: Type.String(),
  name: Type.String(),
  ...ToldActivity.properties,
});

/** `POST /v1/room-links/:linkToken/join`: a token for whoever holds the link. */
export function joinByRoomLinkRoute(app: HttpServer, deps: RoomsDeps): void {
  app.post(
    '/v1/room-links/:linkToken/join',
    {
      config: { access: { by: ['anyone'], errors: ['not-found', 'gone'] } },
      schema: {
        operationId: 'joinByRoomLink',
        tags: ['Rooms'],
        summary: 'Join a room by its link',
        params: RoomLinkParams,
        body: Type.Object({ name: Type.Optional(displayName(64)) }),
        response: { 200: JoinAnswer },
      },
    },
    async (request) => joinByRoomLink(deps, request.params.linkToken, request.body.name),
  );
}
