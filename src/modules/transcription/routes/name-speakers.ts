import { Type } from 'typebox';
import { RoomParams } from '../../../contracts/identifiers.ts';
import { SpeakerNames } from '../../../contracts/transcription.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { TranscriptionDeps } from '../deps.ts';
import { nameSpeakers } from '../name-speakers.ts';

const NamesRequest = Type.Object({ participants: SpeakerNames });

/** `PATCH /v1/rooms/:roomId/transcription/speakers` (seed 002): what was said before is renamed, too. */
export function nameSpeakersRoute(app: HttpServer, deps: TranscriptionDeps): void {
  app.patch(
    '/v1/rooms/:roomId/transcription/speakers',
    {
      config: {
        access: { by: ['key', 'host'], scope: 'transcriptions:write', audit: 'transcription.speakers', errors: ['not-found', 'conflict'] },
      },
      schema: {
        operationId: 'nameSpeakers',
        tags: ['Transcription'],
        summary: 'Name the speakers of a room',
        description: 'Of its latest transcription. Those who are not named here keep their names.',
        params: RoomParams,
        body: NamesRequest,
        response: { 204: Type.Null({ description: 'Done.' }) },
      },
    },
    async (request, reply) => {
      const place = { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId };
      await nameSpeakers(deps, place, request.body.participants);
      return reply.code(204).send(null);
    },
  );
}
