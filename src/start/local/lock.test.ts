import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';

import { lockHolder, tryLock, waitForLock } from './lock.ts';

test('a lock is held by one at a time, tells its holder and can be taken again', async () => {
  const name = randomUUID();
  assert.equal(await lockHolder(name), null);
  const lock = await tryLock(name);
  assert.ok(lock);
  assert.equal(await tryLock(name), null);
  assert.equal(await lockHolder(name), process.pid);
  lock.release();
  const again = await tryLock(name);
  assert.ok(again);
  again.release();
});

test('waiting for a lock gets it when it is released, and gives up in time', async () => {
  const name = randomUUID();
  const lock = await tryLock(name);
  await assert.rejects(waitForLock(name, 60), /another process holds/);
  setTimeout(() => lock?.release(), 60);
  const next = await waitForLock(name, 5_000);
  next.release();
});
