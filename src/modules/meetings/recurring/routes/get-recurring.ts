import { workspaceOf } from '../../../../http/actor.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { RecurringParams, RecurringView, toRecurringView } from '../recurring-view.ts';
import { getRecurring } from '../repository.ts';

/** `GET /v1/recurring/:id`. */
export function getRecurringRoute(app: HttpServer, { db }: MeetingsDeps): void {
  app.get(
    '/v1/recurring/:id',
    {
      config: { access: { by: ['key'], scope: 'meetings:read', errors: ['not-found'] } },
      schema: {
        operationId: 'getRecurring',
        tags: ['Recurring meetings'],
        summary: 'Get a recurring meeting',
        params: RecurringParams,
        response: { 200: RecurringView },
      },
    },
    async (request) => {
      return toRecurringView(await getRecurring(db, { workspaceId: workspaceOf(request.actor), id: request.params.id }));
    },
  );
}
