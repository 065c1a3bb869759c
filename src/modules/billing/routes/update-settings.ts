import { Type } from 'typebox';
import { formatUsd } from '../../../core/money.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { BillingDeps } from '../deps.ts';
import { readRate, setRate } from '../settings/settings.ts';
import { RateInput, readRateInput, Settings } from '../settings/settings-view.ts';

/** `PATCH /v1/admin/settings`: what is left out stays as it is. */
export function updateSettingsRoute(app: HttpServer, { db }: BillingDeps): void {
  app.patch(
    '/v1/admin/settings',
    {
      config: { access: { by: ['admin'], scope: 'admin:write', audit: 'settings.update' } },
      schema: {
        operationId: 'updateSettings',
        tags: ['Administration'],
        summary: 'Change the settings',
        body: Type.Object({ ratePerParticipantMinute: Type.Optional(RateInput) }),
        response: { 200: Settings },
      },
    },
    async ({ body: { ratePerParticipantMinute } }) => {
      if (ratePerParticipantMinute !== undefined) await setRate(db, readRateInput(ratePerParticipantMinute));
      return { ratePerParticipantMinute: formatUsd(await readRate(db)) };
    },
  );
}
