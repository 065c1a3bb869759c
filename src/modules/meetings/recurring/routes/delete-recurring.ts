import { Type } from 'typebox';
import { workspaceOf } from '../../../../http/actor.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { deleteRecurring } from '../delete-recurring.ts';
import { RecurringParams } from '../recurring-view.ts';

/** `DELETE /v1/recurring/:id`: cancels the meetings to come; one that is held goes on. */
export function deleteRecurringRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.delete(
    '/v1/recurring/:id',
    {
      config: { access: { by: ['key'], scope: 'meetings:write', audit: 'recurring.delete', errors: ['not-found'] } },
      schema: {
        operationId: 'deleteRecurring',
        tags: ['Recurring meetings'],
        summary: 'End a recurring meeting',
        params: RecurringParams,
        response: { 204: Type.Null({ description: 'Deleted; its meetings to come are cancelled.' }) },
      },
    },
    async (request, reply) => {
      await deleteRecurring(deps, { workspaceId: workspaceOf(request.actor), id: request.params.id });
      return reply.code(204).send(null);
    },
  );
}
