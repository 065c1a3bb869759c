import { Type } from 'typebox';
import { MeetingParams } from '../../../../contracts/meetings.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { NotesView } from '../notes-view.ts';
import { updateNotes } from '../update-notes.ts';

const NotesRequest = Type.Object({
  content: Type.String({ pattern: '^[^\\u0000]*$', description: 'The whole text, up to 100 KB.' }),
  version: Type.Integer({ minimum: 0, maximum: 2_147_483_646, description: 'The version that you have read.' }),
});

/** 100 KB of which a client has escaped every character. */
const bodyLimit = 640 * 1024;

/** `PUT /v1/meetings/:meetingId/notes`: writes the notes, unless somebody else did since they were read. */
export function updateNotesRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.put(
    '/v1/meetings/:meetingId/notes',
    {
      bodyLimit,
      config: {
        access: {
          by: ['key', 'host', 'participant'],
          scope: 'meetings:write',
          audit: 'notes.update',
          errors: ['not-found', 'precondition-failed', 'meeting-not-started', 'meeting-ended'],
        },
      },
      schema: {
        operationId: 'updateNotes',
        tags: ['Notes'],
        summary: 'Write the notes',
        params: MeetingParams,
        body: NotesRequest,
        response: { 200: NotesView },
      },
    },
    async (request) => updateNotes(deps, callerIn(request.actor, request.params.meetingId), request.body),
  );
}
