import { Type } from 'typebox';
import { RoomId } from '../../../contracts/identifiers.ts';
import { NextCursor, PageQuery } from '../../../contracts/pagination.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RecordingsDeps } from '../deps.ts';
import { listRecordings } from '../list-recordings.ts';
import { RecordingView, toRecordingView } from '../recording-view.ts';
import { requireMeeting } from '../require-meeting.ts';

export const MeetingParams = Type.Object({ meetingId: RoomId });

/** `GET /v1/meetings/:meetingId/recordings` (seed 001): made in the room of that name, and uploaded to it; newest first. */
export function listMeetingRecordingsRoute(app: HttpServer, deps: RecordingsDeps): void {
  app.get(
    '/v1/meetings/:meetingId/recordings',
    {
      config: { access: { by: ['key', 'host'], scope: 'recordings:read', errors: ['not-found'] } },
      schema: {
        operationId: 'listMeetingRecordings',
        tags: ['Recordings'],
        summary: "List a meeting's recordings",
        params: MeetingParams,
        querystring: PageQuery,
        response: { 200: Type.Object({ recordings: Type.Array(RecordingView), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const workspaceId = workspaceOf(request.actor);
      const { meetingId } = request.params;
      await requireMeeting(deps, { workspaceId, roomId: meetingId });
      const { items, nextCursor } = await listRecordings(deps.db, { workspaceId, meetingId }, request.query);
      return { recordings: items.map(toRecordingView), nextCursor };
    },
  );
}
