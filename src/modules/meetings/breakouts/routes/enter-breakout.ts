import { Type } from 'typebox';
import { MeetingId } from '../../../../contracts/meetings.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { enterBreakout } from '../enter-breakout.ts';
import { RoomToken } from '../room-token.ts';

export const BreakoutParams = Type.Object({
  meetingId: MeetingId,
  roomId: Type.String({ minLength: 1, maxLength: 128, description: 'The id of a breakout.' }),
});

/** `POST /v1/meetings/:meetingId/breakouts/:roomId/join`: goes to a breakout. */
export function enterBreakoutRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/breakouts/:roomId/join',
    {
      config: { access: { by: ['participant'], audit: 'breakouts.join', errors: ['not-found', 'gone', 'meeting-not-started', 'meeting-ended'] } },
      schema: {
        operationId: 'joinBreakout',
        tags: ['Breakouts'],
        summary: 'Go to a breakout',
        description: 'To the one that you are assigned to; a host may go to any.',
        params: BreakoutParams,
        response: { 200: RoomToken },
      },
    },
    async (request) => {
      const { meetingId, roomId } = request.params;
      return enterBreakout(deps, callerIn(request.actor, meetingId), { roomId });
    },
  );
}
