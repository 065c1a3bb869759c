import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capacityOf, createCapacity } from './capacity.ts';
import type { MeteredEngine } from './metered-engine.ts';

test('a fifth of the threads is left for what decoding does not count', () => {
  assert.equal(capacityOf(4, 0.5), 6);
});

test('it is one before anything is known, and when one is too much', () => {
  assert.deepEqual([capacityOf(8, null), capacityOf(1, 2)], [1, 1]);
});

test('what was measured on a busy machine is measured again, after a minute', async (context) => {
  let at = 0;
  context.mock.method(performance, 'now', () => at);
  let decodeMs = 50;
  const recogniser = { write: async () => void (at += decodeMs), endUtterance: async () => {}, close: async () => {} };
  const engine: MeteredEngine = { threads: 1, open: async () => recogniser, readLoad: () => 0, readDecoded: () => 0, close: async () => {} };
  const capacity = createCapacity(engine);
  context.after(() => capacity.close());
  await capacity.doubt();
  assert.equal(capacity.readFactor(), null, 'there is no model yet');
  await capacity.measure('ko');
  const busy = capacity.read();
  decodeMs = 1;
  await capacity.doubt();
  assert.equal(capacity.read(), busy);
  at += 60_000;
  await capacity.doubt();
  assert.equal(capacity.read(), 50 * busy);
  const most = capacity.read();
  decodeMs = 50;
  at += 60_000;
  await capacity.doubt();
  assert.equal(capacity.read(), most, 'it becomes no less by doubt');
});
