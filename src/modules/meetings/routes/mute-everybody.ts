import { Type } from 'typebox';
import { MeetingParams } from '../../../contracts/meetings.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { callerIn } from '../meeting-caller.ts';
import { muteEverybody } from '../people/mute.ts';

/** `POST /v1/meetings/:meetingId/mute-all` (seed 001): everybody who is there but whoever asks. */
export function muteEverybodyRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/mute-all',
    {
      config: { access: { by: ['host', 'moderator'], audit: 'meeting.mute-all', errors: ['not-found', 'meeting-ended'] } },
      schema: {
        operationId: 'muteEverybody',
        tags: ['Meetings'],
        summary: 'Mute everybody in a meeting',
        params: MeetingParams,
        response: { 204: Type.Null({ description: 'Muted; they may unmute themselves.' }) },
      },
    },
    async (request, reply) => {
      await muteEverybody(deps, callerIn(request.actor, request.params.meetingId));
      return reply.code(204).send(null);
    },
  );
}
