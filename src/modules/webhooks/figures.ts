import type { Figure } from '../../platform/figures.ts';

/** What operators can see of deliveries. */
export const webhookFigures: Figure[] = [
  {
    name: 'plenum_webhook_deliveries',
    help: 'Stored deliveries to customers, by state.',
    labels: ['state'],
    query: (sql) => sql`select status as state, count(*)::int as value from webhook_deliveries group by 1`,
  },
];
