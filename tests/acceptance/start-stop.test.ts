import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { findFreePort } from '../support/server.ts';
import { eventually } from '../support/client.ts';
import {
  ancestorsBelow,
  becomesReady,
  type Checkout,
  doesRun,
  isReady,
  makeCheckout,
  nothingRuns,
  npmStart,
  readStackFile,
  readWholeStack,
  signalGroup,
  type Start,
  stopStart,
} from './support/npm-start.ts';

let checkout: Checkout;
let dataDir: string;
let port: number;
let start: Start;
/** The processes of the start: npm's shell and the bootstrap, the supervisor, the API and the servers. */
let between: number[];
let pids: Record<string, number>;

before(async () => {
  checkout = await makeCheckout();
  dataDir = checkout.dataDir('stack');
});
beforeEach(async () => {
  port = await findFreePort();
  start = npmStart(checkout, { PORT: String(port), PLENUM_DATA_DIR: dataDir });
  await becomesReady(start, port, 300_000);
  ({ pids } = await readWholeStack(dataDir));
  between = await ancestorsBelow(start.npm.pid ?? 0, pids.start ?? 0);
});
afterEach(async () => {
  if (await doesRun(pids.start ?? 0)) await stopStart(start, dataDir);
});
after(() => checkout.remove());

const everything = (): number[] => [start.npm.pid ?? 0, ...between, ...Object.values(pids)];

test('Ctrl-C stops everything in order, and says so', async () => {
  signalGroup(start, 'SIGINT');
  await start.ended;
  await nothingRuns(everything());
  assert.match(start.output(), /Stopping \.\.\.\nStopped\.\n$/);
  assert.deepEqual((await readStackFile(dataDir)).pids, {});
});

test('Ctrl-C while the last of them start stops everything too', async () => {
  await stopStart(start, dataDir);
  start = npmStart(checkout, { PORT: String(port), PLENUM_DATA_DIR: dataDir });
  await becomesReady(start, port);
  ({ pids } = await readStackFile(dataDir));
  signalGroup(start, 'SIGINT');
  await start.ended;
  await nothingRuns(everything());
  assert.match(start.output(), /Stopped\.\n$/);
  assert.doesNotMatch(start.output(), /while starting/);
});

test('SIGTERM to npm leaves no process behind', async () => {
  start.npm.kill('SIGTERM');
  await nothingRuns(everything());
  assert.deepEqual((await readStackFile(dataDir)).pids, {});
});

test('kill -9 of npm leaves no process behind', async () => {
  start.npm.kill('SIGKILL');
  await nothingRuns(everything());
});

test('kill -9 of the bootstrap leaves no process behind', async () => {
  process.kill(between[0] ?? 0, 'SIGKILL');
  await nothingRuns(everything());
});

test('kill -9 of the process that runs the stack leaves no process behind', async () => {
  process.kill(pids.start ?? 0, 'SIGKILL');
  await nothingRuns(everything());
});

test('kill -9 of a server or of the API heals by itself, on the same port', async () => {
  const { ports } = await readStackFile(dataDir);
  for (const name of ['postgres', 'redis', 'livekitRedis', 'livekit', 'minio', 'api']) {
    process.kill(pids[name] ?? 0, 'SIGKILL');
    await eventually(async () => {
      const now = await readStackFile(dataDir);
      assert.notEqual(now.pids[name] ?? pids[name], pids[name], `${name} has a new process`);
      assert.ok(await isReady(port), 'ready again');
    }, 20_000);
  }
  assert.deepEqual((await readStackFile(dataDir)).ports, ports);
});
