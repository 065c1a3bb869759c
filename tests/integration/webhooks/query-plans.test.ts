import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createWebhook, type DeliveryPage } from './support/calls.ts';
import { createScene, type Scene } from './support/scene.ts';

const rows = 1_000_000;
const busyRows = 750_000;

let scene: Scene;
let webhookId: string;

before(async () => {
  scene = await createScene();
  const url = 'http://127.0.0.1:1/';
  webhookId = (await createWebhook(scene, url)).id;
  const otherId = (await createWebhook(scene, url)).id;
  const { sql } = scene.database;
  await sql.begin(async (tx) => {
    await tx`set local statement_timeout = '120s'`;
    await tx`
      insert into webhook_deliveries (id, webhook_id, event_id, event, lane, is_in_lane, status, next_attempt_at, body)
      select 'dl_' || i, case when i <= ${busyRows} then ${webhookId} else ${otherId} end, 'ev_' || i, 'room_created',
        'room ' || i % 1000, i % 5000 = 1, case when i % 5000 < 3 then 'pending' else 'delivered' end,
        case when i % 5000 < 3 then now() + (i - 500000) * interval '1 second' end, '{}'
      from generate_series(1, ${rows}::int) i`;
    await tx`
      insert into webhook_attempts (delivery_id, at, status_code, ms)
      select 'dl_' || i, now(), 204, 10 from generate_series(1, ${rows}::int) i`;
    await tx`
      insert into webhook_lanes (webhook_id, lane, expires_at)
      select distinct webhook_id, lane, now() from webhook_deliveries where is_in_lane`;
  });
  await sql`analyze webhook_deliveries, webhook_attempts, webhook_lanes`;
});
after(() => scene?.close());

/** Fails when what `work` asks the database reads a whole table, or many rows, by PostgreSQL's own count. */
async function assertReadsLittle(work: () => Promise<unknown>): Promise<void> {
  const { sql } = scene.database;
  const read = async () => sql<{ name: string; seq: number; read: number }[]>`
    select relname as name, seq_scan::int as seq, (seq_tup_read + idx_tup_fetch)::int as read
    from pg_stat_user_tables where relname in ('webhook_deliveries', 'webhook_attempts') order by 1`;
  const settle = async () => {
    // The figures of a connection are counted when it comes to rest.
    await Promise.all(Array.from({ length: 20 }, () => sql`select pg_stat_force_next_flush()`));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.all(Array.from({ length: 20 }, () => sql`select 1`));
    return read();
  };
  const earlier = await settle();
  await work();
  const later = await settle();
  const scans = later.flatMap(({ name, seq }, i) => (seq > (earlier[i]?.seq ?? 0) ? [name] : []));
  const rowsRead = later.reduce((sum, { read: count }, i) => sum + count - (earlier[i]?.read ?? 0), 0);
  assert.ok(rowsRead < 5_000, `${rowsRead} rows were read`);
  assert.deepEqual(scans, [], 'whole tables were read');
}

test('the list of deliveries reads a page, also deep in it', async () => {
  let cursor = '';
  await assertReadsLittle(async () => {
    for (let page = 0; page < 5; page += 1) {
      const path = `/v1/webhooks/${webhookId}/deliveries?limit=100${cursor}`;
      const { body } = await scene.owner.call<DeliveryPage>('GET', path);
      assert.equal(body.deliveries.length, 100);
      assert.ok(body.deliveries.every(({ attempts }) => attempts.length === 1));
      cursor = `&cursor=${body.nextCursor}`;
    }
  });
  const middle = Buffer.from(JSON.stringify([String(busyRows / 2)])).toString('base64url');
  const path = `/v1/webhooks/${webhookId}/deliveries?limit=100&cursor=${middle}`;
  await assertReadsLittle(() => scene.owner.call('GET', path));
});

test('the sweeper finds what is due without reading the rest', async () => {
  const worker = scene.createWorker({ wake: async () => {} });
  await assertReadsLittle(async () => assert.ok((await scene.sweep(worker)).length > 100));
});

test('a delivery is claimed, tried and recorded without reading the rest', async () => {
  await scene.database.sql`update webhook_lanes set expires_at = now() + interval '1 hour'`;
  await assertReadsLittle(async () => {
    await scene.emit({ roomId: 'another' });
    await scene.worker.untilIdle();
  });
});

test('switching off a webhook stops what is pending by index', async () => {
  await assertReadsLittle(() => scene.owner.call('PATCH', `/v1/webhooks/${webhookId}`, { isActive: false }));
});
