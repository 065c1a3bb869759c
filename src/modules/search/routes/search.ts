import { Type } from 'typebox';
import { NextCursor, PageQuery } from '../../../contracts/pagination.ts';
import { SearchResult } from '../../../contracts/search.ts';
import { type Actor, workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { SearchDeps } from '../deps.ts';
import { search, type SearchRequest } from '../search.ts';

const Query = Type.Object({
  q: Type.String({
    minLength: 1,
    maxLength: 200,
    pattern: '^[^\\u0000]*$',
    description: 'Words that are all to be there, "phrases", `or`, and `-` before what is not to be there.',
  }),
  ...PageQuery.properties,
});

/** `GET /v1/transcriptions/search`: what was said in rooms and recordings, and written in meetings. */
export function searchRoute(app: HttpServer, deps: SearchDeps): void {
  app.get(
    '/v1/transcriptions/search',
    {
      config: { access: { by: ['key'], scope: 'transcriptions:read' } },
      schema: {
        operationId: 'searchTranscriptions',
        tags: ['Transcription'],
        summary: 'Search what was said and written',
        description: 'Newest first. What was written in chats is for keys with the scope meetings:read.',
        querystring: Query,
        response: { 200: Type.Object({ results: Type.Array(SearchResult), nextCursor: NextCursor }) },
      },
    },
    async ({ actor, query: { q: text, limit, cursor } }) => {
      const request = { workspaceId: workspaceOf(actor), text, limit, kinds: kindsFor(actor), ...(cursor && { cursor }) };
      const { items, nextCursor } = await search(deps, request);
      return { results: items.map(({ result }) => result), nextCursor };
    },
  );
}

function kindsFor(actor: Actor): SearchRequest['kinds'] {
  const mayReadChats = actor.kind !== 'key' || actor.scopes === null || actor.scopes.includes('meetings:read');
  return mayReadChats ? ['segment', 'chat'] : ['segment'];
}
