import { MeetingParams } from '../../../contracts/meetings.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { endHeldMeeting } from '../lifecycle/end-held-meeting.ts';
import { EndedMeeting, toEndedMeeting } from '../lifecycle/usage-view.ts';

/** `DELETE /v1/meetings/:meetingId` (seed 001): ends one that is held, and charges it; cancels one that has not begun. */
export function endMeetingRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.delete(
    '/v1/meetings/:meetingId',
    {
      config: { access: { by: ['host'], audit: 'meeting.end', errors: ['not-found'] } },
      schema: {
        operationId: 'endMeeting',
        tags: ['Meetings'],
        summary: 'End or cancel a meeting',
        description: 'Everybody is put out. One that is over stays as it is.',
        params: MeetingParams,
        response: { 200: EndedMeeting },
      },
    },
    async (request) => {
      const place = { workspaceId: workspaceOf(request.actor), meetingId: request.params.meetingId };
      return toEndedMeeting(await endHeldMeeting(deps, place, 'The host ended the meeting.'));
    },
  );
}
