import { Type } from 'typebox';
import { NextCursor, PageQuery } from '../../../contracts/pagination.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { listHistory } from '../lifecycle/list-meetings.ts';
import { PastMeeting, toPastMeeting } from '../lifecycle/usage-view.ts';

/** `GET /v1/meetings/history` (seed 001): those that have ended, the latest first, with what they used and cost. */
export function listPastMeetingsRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.get(
    '/v1/meetings/history',
    {
      config: { access: { by: ['key'], scope: 'meetings:read' } },
      schema: {
        operationId: 'listPastMeetings',
        tags: ['Meetings'],
        summary: 'List past meetings',
        querystring: PageQuery,
        response: { 200: Type.Object({ meetings: Type.Array(PastMeeting), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const { items, nextCursor } = await listHistory(deps.db, workspaceOf(request.actor), request.query);
      return { meetings: items.map(toPastMeeting), nextCursor };
    },
  );
}
