import assert from 'node:assert/strict';
import type { DatabaseClient } from '../../../../src/platform/db/client.ts';

interface State {
  workspaceId: string;
  balance: string;
  sum: string;
  last: string;
  entries: number;
  count: number;
}

/** Every balance must be the sum of its entries, and what the last of them says. */
export async function assertLedgerSums({ sql }: Pick<DatabaseClient, 'sql'>): Promise<void> {
  const states = await sql<State[]>`
    select b.workspace_id as "workspaceId", b.amount::text as balance, coalesce(sum(e.amount), 0)::text as sum,
      coalesce((array_agg(e.balance_after order by e.number desc))[1], 0)::text as last, b.entries, count(e.id)::int as count
    from balances b left join ledger_entries e using (workspace_id) group by b.workspace_id`;
  for (const { workspaceId, balance, sum, last, entries, count } of states) {
    assert.deepEqual([sum, last, count], [balance, balance, entries], workspaceId);
  }
  const [orphans] = await sql`select count(*)::int as count from ledger_entries e
    where not exists (select from balances b where b.workspace_id = e.workspace_id)`;
  assert.equal(orphans?.['count'], 0);
}
