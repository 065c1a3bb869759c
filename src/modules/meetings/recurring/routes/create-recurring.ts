import { workspaceOf } from '../../../../http/actor.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { readTime } from '../../lifecycle/meeting-input.ts';
import { pickSettings } from '../../lifecycle/settings.ts';
import { createRecurring } from '../create-recurring.ts';
import { RecurringRequest, RecurringView, toRecurringView } from '../recurring-view.ts';

/** `POST /v1/recurring`: by a rule of RFC 5545 and the wall clock of a time zone. */
export function createRecurringRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/recurring',
    {
      config: { access: { 
          by: ['key'],
          scope: 'meetings:write',
          audit: 'recurring.create',
          idempotent: true,
          errors: ['insufficient-credits'],
        } },
      schema: {
        operationId: 'createRecurring',
        tags: ['Recurring meetings'],
        summary: 'Have a meeting recur',
        description: 'Its occurrences become scheduled meetings two weeks ahead, at the same wall-clock time also when clocks are put.',
        body: RecurringRequest,
        response: { 201: RecurringView },
      },
    },
    async (request, reply) => {
      const { startsAt, settings = {}, ...rest } = request.body;
      const wish = { ...rest, settings: pickSettings(settings), startsAt: readTime('/startsAt', startsAt) };
      return reply.code(201).send(toRecurringView(await createRecurring(deps, workspaceOf(request.actor), wish)));
    },
  );
}
