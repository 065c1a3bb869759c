import { MeetingParams } from '../../../contracts/meetings.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { getMeeting } from '../get-meeting.ts';
import { MeetingSummary, toMeetingSummary } from '../lifecycle/meeting-view.ts';

/** `GET /v1/meetings/:meetingId/public`: for whoever has the address. */
export function getPublicMeetingRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.get(
    '/v1/meetings/:meetingId/public',
    {
      config: { access: { by: ['anyone'], errors: ['not-found'] } },
      schema: {
        operationId: 'getPublicMeeting',
        tags: ['Meetings'],
        summary: 'Get what a join page shows',
        params: MeetingParams,
        response: { 200: MeetingSummary },
      },
    },
    async (request) => {
      return toMeetingSummary(await getMeeting(deps.db, request.params));
    },
  );
}
