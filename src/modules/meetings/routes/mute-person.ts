import { Type } from 'typebox';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { callerIn } from '../meeting-caller.ts';
import { mute, requestUnmute } from '../people/mute.ts';
import { PersonParams } from './person-params.ts';

const calls = [
  { verb: 'mute', act: mute, operationId: 'mutePerson', summary: 'Mute somebody in a meeting', done: 'Muted; they may unmute themselves.' },
  { verb: 'unmute', act: requestUnmute, operationId: 'requestUnmute', summary: 'Ask somebody to unmute', done: 'They were asked.' },
] as const;

/** `POST /v1/meetings/:meetingId/participants/:participantId/mute` and `/unmute` (seed 001). */
export function mutePersonRoutes(app: HttpServer, deps: MeetingsDeps): void {
  for (const { verb, act, operationId, summary, done } of calls) {
    app.post(
      `/v1/meetings/:meetingId/participants/:participantId/${verb}`,
      {
        config: { access: { by: ['host', 'moderator'], audit: `person.${verb}`, errors: ['not-found', 'meeting-ended'] } },
        schema: {
          operationId,
          tags: ['Meetings'],
          summary,
          params: PersonParams,
          response: { 204: Type.Null({ description: done }) },
        },
      },
      async (request, reply) => {
        const { meetingId, participantId } = request.params;
        await act(deps, callerIn(request.actor, meetingId), participantId);
        return reply.code(204).send(null);
      },
    );
  }
}
