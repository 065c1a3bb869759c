import { Type } from 'typebox';
import { MeetingParams } from '../../../contracts/meetings.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { replaceAdminToken } from '../hosts/replace-admin-token.ts';

/** `POST /v1/meetings/:meetingId/admin-token`: a new one, for whoever has lost it. */
export function replaceAdminTokenRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/admin-token',
    {
      config: { access: { 
          by: ['key'],
          scope: 'meetings:write',
          audit: 'meeting.replace-admin-token',
          idempotent: true,
          errors: ['not-found', 'meeting-ended'],
        } },
      schema: {
        operationId: 'replaceAdminToken',
        tags: ['Meetings'],
        summary: 'Replace the admin token',
        description: 'The earlier one ends.',
        params: MeetingParams,
        response: { 201: Type.Object({ adminToken: Type.String({ description: 'Shown once.' }) }) },
      },
    },
    async (request, reply) => {
      const place = { workspaceId: workspaceOf(request.actor), meetingId: request.params.meetingId };
      return reply.code(201).send({ adminToken: await replaceAdminToken(deps, place) });
    },
  );
}
