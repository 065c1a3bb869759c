import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findFreePort } from '../support/server.ts';
import {
  becomesReady,
  type Checkout,
  makeCheckout,
  npmStart,
  readStackFile,
  readWholeStack,
  type Start,
  stopStart,
} from './support/npm-start.ts';

let checkout: Checkout;
const dataDir = (): string => checkout.dataDir('first');
let first: Start;
let firstPort: number;

before(async () => {
  checkout = await makeCheckout();
  firstPort = await findFreePort();
  first = npmStart(checkout, { PORT: String(firstPort), PLENUM_DATA_DIR: dataDir() });
  await becomesReady(first, firstPort, 300_000);
});
after(async () => {
  await stopStart(first, dataDir());
  await checkout.remove();
});

test('two stacks with different folders run side by side', async () => {
  const port = await findFreePort();
  const second = npmStart(checkout, { PORT: String(port), PLENUM_DATA_DIR: checkout.dataDir('second') });
  try {
    await becomesReady(second, port);
    const stacks = [await readStackFile(dataDir()), await readStackFile(checkout.dataDir('second'))];
    for (const name of ['postgres', 'redis', 'livekitRedis', 'livekit', 'livekitTcp', 'livekitUdp', 'minio', 'ingressRtmp', 'ingressWhip']) {
      assert.notEqual(stacks[0]?.ports[name], stacks[1]?.ports[name], name);
    }
    assert.equal(await listRooms(firstPort, stacks[0]?.env.PLENUM_API_KEY), 200);
    assert.equal(await listRooms(port, stacks[1]?.env.PLENUM_API_KEY), 200);
    assert.equal(await listRooms(port, stacks[0]?.env.PLENUM_API_KEY), 401, 'each has its own key');
  } finally {
    await stopStart(second, checkout.dataDir('second'));
  }
});

test('what the environment gives is used and not started', async () => {
  const { env } = await readStackFile(dataDir());
  const given = { DATABASE_URL: env.DATABASE_URL, REDIS_URL: env.REDIS_URL, PLENUM_API_KEY: env.PLENUM_API_KEY };
  const port = await findFreePort();
  const settings = { ...given, PORT: String(port), PLENUM_DATA_DIR: checkout.dataDir('given') };
  const start = npmStart(checkout, settings);
  try {
    await becomesReady(start, port);
    const stack = await readWholeStack(checkout.dataDir('given'));
    // The ingress comes when it can.
    const early = Object.keys(stack.pids).filter((name) => name !== 'ingress');
    assert.deepEqual(early.toSorted(), ['api', 'livekit', 'livekitRedis', 'minio', 'recorder', 'start', 'transcriber', 'worker']);
    assert.equal(stack.env.DATABASE_URL, env.DATABASE_URL);
    assert.equal(stack.env.REDIS_URL, env.REDIS_URL);
    assert.match(start.output(), /Given +PostgreSQL by DATABASE_URL, Redis by REDIS_URL/);
    assert.ok(!start.output().includes(env.PLENUM_API_KEY ?? ''), 'a given key is not printed');
    assert.equal(await listRooms(port, env.PLENUM_API_KEY), 200);
  } finally {
    await stopStart(start, checkout.dataDir('given'));
  }
});

test('another API process joins the running stack by its role', async () => {
  const { env } = await readStackFile(dataDir());
  const port = await findFreePort();
  const start = npmStart(checkout, { PORT: String(port), PLENUM_DATA_DIR: dataDir() }, ['--role', 'api']);
  await becomesReady(start, port);
  assert.equal(await listRooms(port, env.PLENUM_API_KEY), 200);
  start.npm.kill('SIGTERM');
  await start.ended;
});

async function listRooms(port: number, key: string | undefined): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/rooms`, { headers: { 'x-api-key': key ?? '' } });
  await response.body?.cancel();
  return response.status;
}
