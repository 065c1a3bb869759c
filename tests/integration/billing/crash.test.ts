import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { findBalance } from '../../../src/modules/billing/index.ts';
import { runAndKillAfter } from '../../support/kill-after.ts';
import { systemEnvironment } from '../../support/stack.ts';
import { assertLedgerSums } from './support/ledger.ts';
import type { Change } from './support/post-all.ts';
import { createScene, type Scene } from './support/scene.ts';

const entry = fileURLToPath(new URL('support/post-all.ts', import.meta.url));
const runs = 3;

let scene: Scene;
before(async () => {
  scene = await createScene();
});
after(() => scene.close());

/** Makes changes in a process of its own, which is killed when it has told of `killAfter` of them; tells which. */
function post(changes: Change[], killAfter: number): Promise<string[]> {
  return runAndKillAfter(killAfter, entry, changes, { ...systemEnvironment(), DATABASE_URL: scene.env['DATABASE_URL'] });
}

/** What a change does to the balance, by the default rate. */
const effectOf = ({ kind, size }: Omit<Change, 'workspaceId' | 'id'>) =>
  kind === 'credit' ? BigInt(size) : -((BigInt(size) * 80n + 60_000n) / 120_000n);

const change = fc.oneof(
  fc.record({ kind: fc.constant('credit' as const), size: fc.integer({ min: 1, max: 10_000_000 }) }),
  fc.record({ kind: fc.constant('charge' as const), size: fc.integer({ min: 0, max: 10 * 3_600_000 }) }),
);
const plan = fc.record({
  changes: fc.array(change, { minLength: 50, maxLength: 50 }),
  killAfter: fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })),
});

test('fifty changes at once in processes that are killed in the middle: nothing is lost or doubled', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ changes: effects, killAfter }) => {
      const { workspaceId } = await scene.newOwner();
      const changes = effects.map((each, i) => ({ ...each, workspaceId, id: `${workspaceId}-${i}` }));
      // Both processes make all of them, as two do that each believe the other dead.
      const told = (await Promise.all(killAfter.map((count) => post(changes, count)))).flat();
      await assertLedgerSums(scene.database);
      const entered = await readIds(workspaceId);
      for (const id of told) assert.ok(entered.includes(id), `${id} was told, and is lost`);
      assert.ok(entered.length >= 1);
      await post(changes, Infinity);
      await assertLedgerSums(scene.database);
      assert.deepEqual((await readIds(workspaceId)).toSorted(), changes.map(({ id }) => id).toSorted());
      assert.equal(await findBalance(scene.database.db, workspaceId), effects.reduce((sum, each) => sum + effectOf(each), 0n));
    }),
    { numRuns: runs },
  );
});

async function readIds(workspaceId: string): Promise<string[]> {
  const rows = await scene.database.sql<{ cause: string }[]>`select cause from ledger_entries where workspace_id = ${workspaceId}`;
  return rows.map(({ cause }) => cause.slice(cause.indexOf(':') + 1));
}
