import { Type } from 'typebox';
import { Role } from '../../../contracts/roles.ts';
import { ToldActivity } from '../../../contracts/room-activity.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RoomsDeps } from '../deps.ts';
import { openRoomLink } from '../open-room-link.ts';

export const RoomLinkParams = Type.Object({ linkToken: Type.String({ minLength: 1, maxLength: 1_536 }) });

/** `GET /v1/room-links/:linkToken`: what the page of a room link shows before one joins. */
export function getRoomLinkRoute(app: HttpServer, deps: RoomsDeps): void {
  app.get(
    '/v1/room-links/:linkToken',
    {
      config: { access: { by: ['anyone'], errors: ['not-found', 'gone'] } },
      schema: {
        operationId: 'getRoomLink',
        tags: ['Rooms'],
        summary: 'Read a room link',
        params: RoomLinkParams,
        response: {
          200: Type.Object({
            roomId: Type.String(),
            role: Role,
            name: Type.Union([Type.String(), Type.Null()]),
            expiresAt: Type.String({ format: 'date-time' }),
            ...ToldActivity.properties,
          }),
        },
      },
    },
    async (request) => {
      const { workspaceId, roomId, role, name, expiresAt } = await openRoomLink(deps, request.params.linkToken);
      const activity = await deps.readActivity({ workspaceId, roomId });
      return { roomId, role, name, expiresAt: new Date(expiresAt).toISOString(), ...activity };
    },
  );
}
