import { Type } from 'typebox';
import { MeetingParams } from '../../../contracts/meetings.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { getMeeting } from '../get-meeting.ts';
import { MeetingView, toMeetingView } from '../lifecycle/meeting-view.ts';
import { callerIn } from '../meeting-caller.ts';
import { listPeople } from '../people/list-people.ts';
import { PersonView } from '../people/person-view.ts';

const MeetingDetails = Type.Object({ ...MeetingView.properties, participants: Type.Array(PersonView) });

/** `GET /v1/meetings/:meetingId` (seed 001): with the people who are in it. */
export function getMeetingRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.get(
    '/v1/meetings/:meetingId',
    {
      config: { access: { by: ['key', 'host', 'participant'], scope: 'meetings:read', errors: ['not-found'] } },
      schema: {
        operationId: 'getMeeting',
        tags: ['Meetings'],
        summary: 'Get a meeting',
        params: MeetingParams,
        response: { 200: MeetingDetails },
      },
    },
    async (request) => {
      const caller = callerIn(request.actor, request.params.meetingId);
      const meeting = await getMeeting(deps.db, caller);
      const participants = await listPeople(deps.db, meeting.id);
      return { ...toMeetingView({ ...meeting, participantCount: participants.length }), participants };
    },
  );
}
