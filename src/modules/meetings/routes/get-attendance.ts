import { Type } from 'typebox';
import { MeetingParams } from '../../../contracts/meetings.ts';
import { writeCsv } from '../../../core/csv.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { Attendance, readAttendance } from '../people/attendance.ts';

const AttendanceQuery = Type.Object({
  format: Type.Enum(['json', 'csv'], { default: 'json', description: 'csv: a row for each session (RFC 4180).' }),
});

/** `GET /v1/meetings/:meetingId/attendance`: who was there and when. */
export function getAttendanceRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.get(
    '/v1/meetings/:meetingId/attendance',
    {
      config: { access: { by: ['key', 'host'], scope: 'meetings:read', errors: ['not-found'] } },
      schema: {
        operationId: 'getAttendance',
        tags: ['Meetings'],
        summary: 'Read who was there',
        params: MeetingParams,
        querystring: AttendanceQuery,
        response: {
          200: {
            description: 'Those who were in the meeting.',
            content: {
              'application/json': { schema: Type.Object({ participants: Type.Array(Attendance) }) },
              'text/csv': { schema: Type.String() },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { meetingId } = request.params;
      const participants = await readAttendance(deps, { meetingId, workspaceId: workspaceOf(request.actor) });
      if (request.query.format === 'json') return reply.type('application/json').send({ participants });
      reply.header('content-disposition', `attachment; filename="attendance-${meetingId.replaceAll(/[^\w-]/g, '')}.csv"`);
      return reply.type('text/csv; charset=utf-8').send(toCsv(participants));
    },
  );
}

function toCsv(participants: readonly Attendance[]): string {
  const rows = participants.flatMap(({ participantId, name, role, totalMinutes, sessions }) =>
    sessions.map(({ joinedAt, leftAt }) => [participantId, name, role, totalMinutes, joinedAt, leftAt ?? '']),
  );
  return writeCsv([['participantId', 'name', 'role', 'totalMinutes', 'joinedAt', 'leftAt'], ...rows]);
}
