import type { Figure } from '../../platform/figures.ts';

/** What operators can see of money. */
export const billingFigures: Figure[] = [
  {
    name: 'plenum_usdc_deposits',
    help: 'Transfers of USDC to our addresses; orphaned: credited, and dropped by the chain since.',
    labels: ['state'],
    query: (sql) => sql`
      select case when is_orphaned then 'orphaned' when credited is null then 'pending' else 'credited' end as state,
        count(*)::int as value
      from usdc_deposits group by 1`,
  },
];
