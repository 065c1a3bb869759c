import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dollars } from '../../../src/core/money.ts';
import { creditWorkspace, findBalance, moveBalance } from '../../../src/modules/billing/index.ts';
import { assertLedgerSums } from './support/ledger.ts';
import { createScene, type Owner, type Scene } from './support/scene.ts';

interface HistoryPage {
  balance: string;
  transactions: { id: string; amountUsd: string; type: string; description: string; balanceAfter: string; createdAt: string }[];
  nextCursor: string | null;
}

let scene: Scene;
let requests = 0;

before(async () => {
  scene = await createScene();
});
after(async () => {
  await assertLedgerSums(scene.database);
  await scene.close();
});

async function credit({ workspaceId }: Owner, amount: bigint, requestId = `test-${(requests += 1)}`): Promise<bigint> {
  return creditWorkspace(scene.database.db, { workspaceId, amount, description: 'A gift', requestId });
}

test('who never paid has nothing', async () => {
  const { client } = await scene.newOwner();
  assert.deepEqual((await client.call('GET', '/v1/billing/balance')).body, { balance: '0.0000', currency: 'USD' });
  const history = await client.call('GET', '/v1/billing/history');
  assert.deepEqual(history.body, { balance: '0.0000', transactions: [], nextCursor: null });
});

test('a balance and its history show every entry with what was left, newest first, in pages', async () => {
  const owner = await scene.newOwner();
  for (const count of [1, 2, 3, 4, 5]) await credit(owner, dollars(count));
  const pages: HistoryPage[] = [];
  let cursor = '';
  do {
    const { body, status } = await owner.client.call<HistoryPage>('GET', `/v1/billing/history?limit=2${cursor}`);
    assert.equal(status, 200);
    pages.push(body);
    cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
  } while (cursor);
  const seen = pages.flatMap(({ transactions }) => transactions);
  assert.deepEqual(pages.map(({ transactions, balance }) => [transactions.length, balance]), [[2, '15.0000'], [2, '15.0000'], [1, '15.0000']]);
  assert.deepEqual(seen.map(({ amountUsd }) => amountUsd), ['5.0000', '4.0000', '3.0000', '2.0000', '1.0000']);
  assert.deepEqual(seen.map(({ balanceAfter }) => balanceAfter), ['15.0000', '10.0000', '6.0000', '3.0000', '1.0000']);
  const { id, createdAt, ...rest } = seen[0] ?? assert.fail();
  assert.match(id, /^txn_/);
  assert.match(createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.deepEqual(rest, { amountUsd: '5.0000', type: 'admin_credit', description: 'A gift', balanceAfter: '15.0000' });
  const stranger = await scene.newOwner();
  assert.deepEqual((await stranger.client.call<HistoryPage>('GET', '/v1/billing/history')).body.transactions, []);
  assert.equal((await owner.client.call('GET', '/v1/billing/history?cursor=bm8')).status, 400);
});

test('the same request credits once, also when it comes twenty times at once', async () => {
  const owner = await scene.newOwner();
  const balances = await Promise.all(Array.from({ length: 20 }, () => credit(owner, 1n, 'repeated')));
  assert.deepEqual(new Set(balances), new Set([1n]));
  assert.equal(await credit(owner, 1n, 'repeated'), 1n);
});

test('a balance moves whole, debts included, and once', async () => {
  const { db, sql } = scene.database;
  const [member, company] = [await scene.newOwner(), await scene.newOwner()];
  await credit(member, 25_001n);
  await credit(company, 10_000n);
  const move = () => db.transaction((tx) => moveBalance(tx, member.workspaceId, company.workspaceId));
  await Promise.all([move(), move(), move()]);
  assert.equal(await findBalance(db, member.workspaceId), 0n);
  assert.equal(await findBalance(db, company.workspaceId), 35_001n);
  const { body } = await member.client.call<HistoryPage>('GET', '/v1/billing/history');
  assert.deepEqual(body.transactions.map(({ type, amountUsd }) => [type, amountUsd]), [['company_merge', '-2.5001'], ['admin_credit', '2.5001']]);
  // Paid later, and joined another time.
  await credit(member, 5n);
  await move();
  assert.equal(await findBalance(db, company.workspaceId), 35_006n);
  const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
    select count(*)::int as count from ledger_entries where type = 'company_merge' and workspace_id = ${company.workspaceId}`;
  assert.equal(count, 2);
});

test('two who move to each other at once do not stop each other', async () => {
  const { db } = scene.database;
  const [a, b] = [await scene.newOwner(), await scene.newOwner()];
  await credit(a, 100n);
  await credit(b, 200n);
  const move = (from: Owner, to: Owner) => db.transaction((tx) => moveBalance(tx, from.workspaceId, to.workspaceId));
  await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 ? move(a, b) : move(b, a))));
  assert.equal((await findBalance(db, a.workspaceId)) + (await findBalance(db, b.workspaceId)), 300n);
});

test('the database itself refuses what would make the ledger wrong', async () => {
  const { sql } = scene.database;
  const owner = await scene.newOwner();
  await credit(owner, 100n);
  const insert = (number: number, type: string, amount: number, left: number, cause = `bad-${Math.random()}`) => sql`
    insert into ledger_entries (workspace_id, number, id, type, amount, balance_after, cause, description)
    values (${owner.workspaceId}, ${number}, ${cause}, ${type}, ${amount}, ${left}, ${cause}, '')`;
  const wrongs = [
    () => sql`update ledger_entries set amount = 5 where workspace_id = ${owner.workspaceId}`,
    () => sql`delete from ledger_entries where workspace_id = ${owner.workspaceId}`,
    () => sql`truncate ledger_entries`,
    () => sql`update balances set amount = amount + 1 where workspace_id = ${owner.workspaceId}`,
    () => sql`delete from balances where workspace_id = ${owner.workspaceId}`,
    () => sql`insert into balances (workspace_id, amount) values ('ws_nobody', 5)`,
    () => insert(1, 'admin_credit', 1, 1),
    () => insert(3, 'admin_credit', 1, 101),
    () => insert(2, 'admin_credit', 1, 102),
    () => insert(2, 'admin_credit', 1, 101),
    () => insert(2, 'admin_credit', -1, 99),
    () => insert(2, 'meeting_charge', 1, 101),
    () => insert(2, 'theft', 1, 101),
  ];
  for (const wrong of wrongs) await assert.rejects(async () => wrong(), String(wrong));
  assert.equal(await findBalance(scene.database.db, owner.workspaceId), 100n);
});
