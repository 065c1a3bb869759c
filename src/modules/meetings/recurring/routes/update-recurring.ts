import { workspaceOf } from '../../../../http/actor.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { readTime } from '../../lifecycle/meeting-input.ts';
import { pickSettings } from '../../lifecycle/settings.ts';
import { changeRecurring } from '../change-recurring.ts';
import { RecurringChange, RecurringParams, RecurringView, toRecurringView } from '../recurring-view.ts';

/** `PATCH /v1/recurring/:id`: all meetings to come but those that were changed by themselves. */
export function updateRecurringRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.patch(
    '/v1/recurring/:id',
    {
      config: { access: { by: ['key'], scope: 'meetings:write', audit: 'recurring.update', errors: ['not-found'] } },
      schema: {
        operationId: 'updateRecurring',
        tags: ['Recurring meetings'],
        summary: 'Change a recurring meeting',
        description: 'A meeting of a day keeps its address when the rule still has one on that day; one for which it has none is cancelled.',
        params: RecurringParams,
        body: RecurringChange,
        response: { 200: RecurringView },
      },
    },
    async (request) => {
      const place = { workspaceId: workspaceOf(request.actor), id: request.params.id };
      const { startsAt, settings, ...rest } = request.body;
      const time = startsAt === undefined ? {} : { startsAt: readTime('/startsAt', startsAt) };
      const change = { ...rest, ...time, ...(settings && { settings: pickSettings(settings) }) };
      return toRecurringView(await changeRecurring(deps, place, change));
    },
  );
}
