import { Type } from 'typebox';
import type { HttpServer } from '../../../http/http-server.ts';
import type { TranscriptionDeps } from '../deps.ts';
import { findLanguages } from '../transcribers.ts';

const Languages = Type.Object({
  languages: Type.Array(Type.String(), { description: 'A model of `en` answers to `en-US`, too.' }),
});

/** `GET /v1/transcription/languages`: what can be transcribed now. */
export function listLanguagesRoute(app: HttpServer, { db }: TranscriptionDeps): void {
  app.get(
    '/v1/transcription/languages',
    {
      config: { access: { by: ['key'], scope: 'transcriptions:read' } },
      schema: {
        operationId: 'listTranscriptionLanguages',
        tags: ['Transcription'],
        summary: 'List the languages that can be transcribed',
        response: { 200: Languages },
      },
    },
    async () => ({ languages: await findLanguages(db) }),
  );
}
