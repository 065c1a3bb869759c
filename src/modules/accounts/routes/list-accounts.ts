import { Type } from 'typebox';
import { NextCursor, PageQuery } from '../../../contracts/pagination.ts';
import { toPage } from '../../../core/pagination.ts';
import { readCursorSeq } from '../../../core/read-cursor-seq.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { AccountView } from '../account-view.ts';
import type { AccountsDeps } from '../deps.ts';
import { findAccounts } from '../repository.ts';
import type { Account } from '../tables.ts';

const { id, email, username, accountType, balance, isAdmin, createdAt } = AccountView.properties;
const ListedAccount = Type.Object({ id, email, username, accountType, balance, isAdmin, createdAt });

/** `GET /v1/admin/accounts`: in the order in which they were made. */
export function listAccountsRoute(app: HttpServer, deps: AccountsDeps): void {
  app.get(
    '/v1/admin/accounts',
    {
      config: { access: { by: ['admin'], scope: 'admin:read' } },
      schema: {
        operationId: 'listAccounts',
        tags: ['Administration'],
        summary: 'List all accounts',
        querystring: PageQuery,
        response: { 200: Type.Object({ accounts: Type.Array(ListedAccount), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const after = readCursorSeq(cursor) ?? 0;
      const rows = await findAccounts(deps.db, after, limit + 1);
      const { items, nextCursor } = toPage(rows, limit, ({ seq }) => [String(seq)]);
      return { accounts: await Promise.all(items.map((account) => toListed(deps, account))), nextCursor };
    },
  );
}

async function toListed({ db, balances }: Pick<AccountsDeps, 'db' | 'balances'>, account: Account) {
  const { workspaceId, createdAt: madeAt, ...rest } = account;
  const shown = { id: rest.id, email: rest.email, username: rest.username, accountType: rest.accountType, isAdmin: rest.isAdmin };
  return { ...shown, balance: await balances.read(db, workspaceId), createdAt: madeAt.toISOString() };
}
