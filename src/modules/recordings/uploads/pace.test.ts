import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepPace } from './pace.ts';

async function* parts(waitsMs: number[]): AsyncGenerator<Buffer> {
  for (const waitMs of waitsMs) {
    await sleep(waitMs);
    yield Buffer.alloc(1);
  }
}

test('parts that come in time pass, however long they take together or their reader does', async () => {
  let count = 0;
  for await (const part of keepPace(parts([150, 150, 150, 150]), 400)) {
    count += part.length;
    await sleep(count === 1 ? 500 : 0);
  }
  assert.equal(count, 4);
});

test('a part that does not come in time is the end of it', async () => {
  const received = keepPace(parts([1, 5_000]), 400);
  assert.equal((await received.next()).done, false);
  await assert.rejects(received.next(), { code: 'validation', message: 'The file came too slowly.' });
  assert.equal((await received.next()).done, true);
});
