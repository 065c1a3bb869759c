import type { Figure } from '../../platform/figures.ts';

/** What operators can see of mail. */
export const mailFigures: Figure[] = [
  {
    name: 'plenum_mails',
    help: 'Stored mails, by state.',
    labels: ['state'],
    query: (sql) => sql`
      select case when sent_at is not null then 'sent' when failed_at is not null then 'failed' else 'waiting' end as state,
        count(*)::int as value
      from mails group by 1`,
  },
];
