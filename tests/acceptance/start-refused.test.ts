import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { findFreePort } from '../support/server.ts';
import {
  bareEnvironment,
  becomesReady,
  type Checkout,
  makeCheckout,
  npmStart,
  readStackFile,
  refusedStart,
  type Start,
  stopStart,
} from './support/npm-start.ts';

let checkout: Checkout;
let dataDir: string;
let running: Start;
let port: number;

before(async () => {
  checkout = await makeCheckout();
  dataDir = checkout.dataDir('running');
  port = await findFreePort();
  running = npmStart(checkout, { PORT: String(port), PLENUM_DATA_DIR: dataDir });
  await becomesReady(running, port, 300_000);
});
after(async () => {
  await stopStart(running, dataDir);
  await checkout.remove();
});

test('a second start in the same folder names the first', async () => {
  const { pids } = await readStackFile(dataDir);
  const { code, said } = await refusedStart(checkout, { PORT: String(port), PLENUM_DATA_DIR: dataDir });
  assert.equal(code, 1);
  assert.match(said, new RegExp(`^A stack runs in ${dataDir} already \\(pid ${pids.start}\\): .*PLENUM_DATA_DIR=.*$`));
});

test('a port in use is told with who has it and what to do', async () => {
  const server = createServer().listen(0, '0.0.0.0');
  await once(server, 'listening');
  const { port: used } = server.address() as { port: number };
  const settings = { PORT: String(used), PLENUM_DATA_DIR: checkout.dataDir('refused') };
  const { code, said } = await refusedStart(checkout, settings);
  server.close();
  assert.equal(code, 1);
  const holder = `Port ${used} is in use by node \\(pid ${process.pid}\\)`;
  assert.match(said, new RegExp(`^${holder}: .*PORT=${used + 1} npm start$`));
});

test('a missing Go is told with the tool, the version and what to do', async () => {
  const settings = {
    PATH: await pathWithoutGo(),
    XDG_CACHE_HOME: join(checkout.path, 'empty-cache'),
    PORT: String(await findFreePort()),
    PLENUM_DATA_DIR: checkout.dataDir('refused'),
    REDIS_URL: 'redis://127.0.0.1:1',
  };
  const { code, said } = await refusedStart(checkout, settings);
  assert.equal(code, 1);
  assert.match(said, /^Go is not in PATH: (LiveKit|MinIO) .* is built with Go 1\.\S+ or newer\. Install it .*$/m);
});

test('every wrong setting is named before anything is started', async () => {
  const settings = { PORT: 'many', LOG_LEVEL: 'loud', PLENUM_DATA_DIR: checkout.dataDir('refused') };
  const { code, said } = await refusedStart(checkout, settings);
  assert.equal(code, 1);
  assert.match(said, /^PORT must be .*\nLOG_LEVEL must be .*$/);
});

test('a given LiveKit needs its keys', async () => {
  const settings = { LIVEKIT_URL: 'ws://127.0.0.1:1', PLENUM_DATA_DIR: checkout.dataDir('refused') };
  const { code, said } = await refusedStart(checkout, { ...settings, PORT: String(await findFreePort()) });
  assert.equal(code, 1);
  assert.equal(said, 'LIVEKIT_URL is set: set LIVEKIT_API_KEY and LIVEKIT_API_SECRET too.');
});

test('an unknown role is told with those that exist', async () => {
  const { code, said } = await refusedStart(checkout, {}, ['--role', 'juggler']);
  assert.equal(code, 1);
  assert.match(said, /^There is no role "juggler": the roles are api[^\n]*$/);
});

test('a role without servers says which settings are missing', async () => {
  const settings = { PLENUM_DATA_DIR: checkout.dataDir('nothing'), REDIS_URL: 'redis://127.0.0.1:1' };
  const { code, said } = await refusedStart(checkout, settings, ['--role', 'api']);
  assert.equal(code, 1);
  assert.match(said, /^Not set: DATABASE_URL, LIVEKIT_URL, [^\n]*"npm start" first\.$/);
});

/** A PATH with all of this machine's programs but Go. */
async function pathWithoutGo(): Promise<string> {
  const folder = join(checkout.path, 'programs');
  await mkdir(folder, { recursive: true });
  const folders = (bareEnvironment().PATH ?? '').split(delimiter);
  for (const source of folders) {
    for (const name of await readdir(source).catch(() => [])) {
      if (name !== 'go') await symlink(join(source, name), join(folder, name)).catch(() => {});
    }
  }
  return folder;
}
