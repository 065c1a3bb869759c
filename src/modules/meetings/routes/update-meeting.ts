import { Type } from 'typebox';
import { MeetingParams } from '../../../contracts/meetings.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { changePlan } from '../lifecycle/change-plan.ts';
import { DurationMinutes, readFutureTime, Time, Title } from '../lifecycle/meeting-input.ts';
import { MeetingView, toMeetingView } from '../lifecycle/meeting-view.ts';

const Change = Type.Partial(Type.Object({ title: Title, scheduledAt: Time, durationMinutes: DurationMinutes }));

/** `PATCH /v1/meetings/:meetingId`: what was planned, until it begins. */
export function updateMeetingRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.patch(
    '/v1/meetings/:meetingId',
    {
      config: { access: { by: ['key'], scope: 'meetings:write', audit: 'meeting.update', errors: ['not-found', 'conflict'] } },
      schema: {
        operationId: 'updateMeeting',
        tags: ['Meetings'],
        summary: 'Change a scheduled meeting',
        description: 'Of a recurring one this changes one meeting alone.',
        params: MeetingParams,
        body: Change,
        response: { 200: MeetingView },
      },
    },
    async (request) => {
      const place = { workspaceId: workspaceOf(request.actor), meetingId: request.params.meetingId };
      const { scheduledAt, ...rest } = request.body;
      const time = scheduledAt === undefined ? {} : { scheduledAt: readFutureTime('/scheduledAt', scheduledAt) };
      return toMeetingView({ ...(await changePlan(deps, place, { ...rest, ...time })), participantCount: 0 });
    },
  );
}
