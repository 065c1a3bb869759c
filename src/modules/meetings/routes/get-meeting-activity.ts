import { Type } from 'typebox';
import { MeetingParams } from '../../../contracts/meetings.ts';
import { ToldActivity } from '../../../contracts/room-activity.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { getMeeting } from '../get-meeting.ts';

const MeetingActivity = Type.Object({
  ...ToldActivity.properties,
  isGuest: Type.Boolean({ description: 'Held without an account: it is never recorded, streamed or transcribed.' }),
});

/** `GET /v1/meetings/:meetingId/activity`: for whoever has the address, since people must know before they go in. */
export function getMeetingActivityRoute(app: HttpServer, { db, rooms }: MeetingsDeps): void {
  app.get(
    '/v1/meetings/:meetingId/activity',
    {
      config: { access: { by: ['anyone'], errors: ['not-found'] } },
      schema: {
        operationId: 'getMeetingActivity',
        tags: ['Meetings'],
        summary: 'Get whether a meeting is recorded, streamed or transcribed',
        params: MeetingParams,
        response: { 200: MeetingActivity },
      },
    },
    async (request) => {
      const { id: roomId, workspaceId, isGuest } = await getMeeting(db, request.params);
      return { ...(await rooms.readActivity({ workspaceId, roomId })), isGuest };
    },
  );
}
