import { Type } from 'typebox';
import { sessionOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { AccountsDeps } from '../deps.ts';
import { findSessions } from '../sessions/repository.ts';

const SessionView = Type.Object({
  id: Type.String(),
  current: Type.Boolean({ description: 'The one that is asking.' }),
  ip: Type.Union([Type.String(), Type.Null()]),
  userAgent: Type.Union([Type.String(), Type.Null()]),
  createdAt: Type.String(),
  lastSeenAt: Type.String({ description: 'To the minute.' }),
});

/** `GET /v1/auth/sessions`: the newest first. */
export function listSessionsRoute(app: HttpServer, { db }: AccountsDeps): void {
  app.get(
    '/v1/auth/sessions',
    {
      config: { access: { by: ['session'] } },
      schema: {
        operationId: 'listSessions',
        tags: ['Accounts'],
        summary: 'List my sessions',
        response: { 200: Type.Object({ sessions: Type.Array(SessionView) }) },
      },
    },
    async (request) => {
      const { accountId, sessionId } = sessionOf(request.actor);
      const rows = await findSessions(db, accountId);
      const sessions = rows.map(({ id, ip, userAgent, createdAt, lastSeenAt }) => ({
        ...{ id, current: id === sessionId, ip, userAgent },
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
      }));
      return { sessions };
    },
  );
}
