import { Type } from 'typebox';
import { NextCursor, PageQuery } from '../../../contracts/pagination.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { listScheduled } from '../lifecycle/list-meetings.ts';
import { MeetingView, toMeetingView } from '../lifecycle/meeting-view.ts';

/** `GET /v1/meetings/scheduled` (seed 001): the next one first. */
export function listScheduledMeetingsRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.get(
    '/v1/meetings/scheduled',
    {
      config: { access: { by: ['key'], scope: 'meetings:read' } },
      schema: {
        operationId: 'listScheduledMeetings',
        tags: ['Meetings'],
        summary: 'List scheduled meetings',
        querystring: PageQuery,
        response: { 200: Type.Object({ meetings: Type.Array(MeetingView), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const { items, nextCursor } = await listScheduled(deps.db, workspaceOf(request.actor), request.query);
      return { meetings: items.map(toMeetingView), nextCursor };
    },
  );
}
