import { formatUsd } from '../../../core/money.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { BillingDeps } from '../deps.ts';
import { readRate } from '../settings/settings.ts';
import { Settings } from '../settings/settings-view.ts';

/** `GET /v1/admin/settings`. */
export function getSettingsRoute(app: HttpServer, { db }: BillingDeps): void {
  app.get(
    '/v1/admin/settings',
    {
      config: { access: { by: ['admin'], scope: 'admin:read' } },
      schema: {
        operationId: 'getSettings',
        tags: ['Administration'],
        summary: 'Get the settings',
        response: { 200: Settings },
      },
    },
    async () => ({ ratePerParticipantMinute: formatUsd(await readRate(db)) }),
  );
}
