import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { leaveBreakout } from '../leave-breakout.ts';
import { RoomToken } from '../room-token.ts';
import { BreakoutParams } from './enter-breakout.ts';

/** `POST /v1/meetings/:meetingId/breakouts/:roomId/leave`: goes back to the main room. */
export function leaveBreakoutRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/breakouts/:roomId/leave',
    {
      config: { access: { by: ['participant'], audit: 'breakouts.leave', errors: ['not-found', 'meeting-not-started', 'meeting-ended'] } },
      schema: {
        operationId: 'leaveBreakout',
        tags: ['Breakouts'],
        summary: 'Go back to the main room',
        description: 'Also from a breakout that was closed.',
        params: BreakoutParams,
        response: { 200: RoomToken },
      },
    },
    async (request) => {
      const { meetingId, roomId } = request.params;
      return leaveBreakout(deps, callerIn(request.actor, meetingId), { roomId });
    },
  );
}
