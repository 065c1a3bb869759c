import { Type } from 'typebox';
import { MeetingParams } from '../../../contracts/meetings.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { getInvitation } from '../calendar/get-invitation.ts';
import { writeCalendar } from '../calendar/write-calendar.ts';
import type { MeetingsDeps } from '../deps.ts';

const mimeType = 'text/calendar; charset=utf-8';

/** `GET /v1/meetings/:meetingId/calendar.ics`: the invitation, for whoever has the address. */
export function getCalendarRoute(app: HttpServer, { db, publicUrl }: MeetingsDeps): void {
  app.get(
    '/v1/meetings/:meetingId/calendar.ics',
    {
      config: { access: { by: ['anyone'], errors: ['not-found'] } },
      schema: {
        operationId: 'getCalendar',
        tags: ['Meetings'],
        summary: 'Get the invitation as a calendar file',
        description: 'iCalendar (RFC 5545). Of a recurring meeting, all of them with their rule.',
        params: MeetingParams,
        response: { 200: { content: { 'text/calendar': { schema: Type.String() } } } },
      },
    },
    async (request, reply) => {
      const { meetingId } = request.params;
      const calendar = writeCalendar(await getInvitation(db, meetingId), publicUrl);
      return reply.type(mimeType).header('content-disposition', `attachment; filename="meeting-${meetingId.replaceAll(/[^\w-]/g, '')}.ics"`).send(calendar);
    },
  );
}
