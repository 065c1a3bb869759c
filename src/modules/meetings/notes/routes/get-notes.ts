import { MeetingParams } from '../../../../contracts/meetings.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { getNotes } from '../get-notes.ts';
import { NotesView } from '../notes-view.ts';

/** `GET /v1/meetings/:meetingId/notes`: the notes as they are now. */
export function getNotesRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.get(
    '/v1/meetings/:meetingId/notes',
    {
      config: { access: { by: ['key', 'host', 'participant'], scope: 'meetings:read', errors: ['not-found'] } },
      schema: {
        operationId: 'getNotes',
        tags: ['Notes'],
        summary: 'Get the notes',
        params: MeetingParams,
        response: { 200: NotesView },
      },
    },
    async (request) => getNotes(deps, callerIn(request.actor, request.params.meetingId)),
  );
}
