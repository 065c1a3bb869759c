import { Type } from 'typebox';
import { MeetingStatus } from '../../../contracts/meetings.ts';
import { NextCursor, PageQuery } from '../../../contracts/pagination.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { listMeetings } from '../lifecycle/list-meetings.ts';
import { MeetingView, toMeetingView } from '../lifecycle/meeting-view.ts';

const Query = Type.Object({ ...PageQuery.properties, status: Type.Optional(MeetingStatus) });

/** `GET /v1/meetings` (seed 001): the newest first. */
export function listMeetingsRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.get(
    '/v1/meetings',
    {
      config: { access: { by: ['key'], scope: 'meetings:read' } },
      schema: {
        operationId: 'listMeetings',
        tags: ['Meetings'],
        summary: 'List meetings',
        description: 'Active and scheduled ones, unless `status` says otherwise.',
        querystring: Query,
        response: { 200: Type.Object({ meetings: Type.Array(MeetingView), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const { status, ...page } = request.query;
      const { items, nextCursor } = await listMeetings(deps.db, workspaceOf(request.actor), status, page);
      return { meetings: items.map(toMeetingView), nextCursor };
    },
  );
}
