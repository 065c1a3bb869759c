import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import postgres from 'postgres';
import { type LocalServers, startLocalServers } from '../../src/start/local/servers.ts';
import { eventually } from '../support/client.ts';
import { systemEnvironment } from '../support/stack.ts';
import { doesRun } from './support/npm-start.ts';

let closed: string;
let both: LocalServers[];

/** Two at once, in folders below one that is closed to everyone else. */
before(async () => {
  closed = await mkdtemp(join(tmpdir(), 'plenum-closed-'));
  await chmod(closed, 0o700);
  both = await Promise.all(
    ['one', 'two'].map((name) =>
      startLocalServers({ dataDir: join(closed, name), env: systemEnvironment(), report: () => {} }),
    ),
  );
});
after(async () => {
  await Promise.all(both.map((servers) => servers.stop()));
  await rm(closed, { recursive: true, force: true });
});

test('two that start at the same moment take different ports', () => {
  const ports = both.flatMap((servers) => Object.values(servers.ports));
  assert.equal(new Set(ports).size, 22);
});

test('the database user is no superuser, and text is sorted and stored as UTF-8', async () => {
  const sql = postgres(both[0]?.env.DATABASE_URL ?? '', { max: 1 });
  const rows = await sql`select usesuper as "isSuper", getdatabaseencoding() as encoding, current_setting('fsync') as fsync,
    upper('é') as upper from pg_user where usename = current_user`;
  await sql.end();
  assert.deepEqual([...rows], [{ isSuper: false, encoding: 'UTF8', fsync: 'on', upper: 'É' }]);
});

test('the ports of the ingress are held for it, and its health says why it is not there', async () => {
  for (const { env } of both) {
    const answer = await fetch(`${env.INGRESS_URL}/health`);
    assert.deepEqual([answer.status, await answer.text()], [503, 'The ingress server is not started.']);
  }
});

test('one server can be stopped and started again', async () => {
  const [servers] = both;
  assert.ok(servers);
  const pid = servers.pids.redis ?? 0;
  await servers.stopServer('redis');
  assert.equal(await doesRun(pid), false);
  assert.equal(servers.pids.redis, undefined);
  await servers.startServer('redis');
  assert.ok(await doesRun(servers.pids.redis ?? 0));
});

test('a killed server is started again', async () => {
  const [servers] = both;
  assert.ok(servers);
  const pid = servers.pids.livekit ?? 0;
  servers.kill('livekit', 'SIGKILL');
  await eventually(async () => {
    assert.notEqual(servers.pids.livekit, pid);
    assert.ok(await doesRun(servers.pids.livekit ?? 0));
    assert.equal((await fetch(`http://127.0.0.1:${servers.ports.livekit}/`)).status, 200);
  }, 10_000);
});
