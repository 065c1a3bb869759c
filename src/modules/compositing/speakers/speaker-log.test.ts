import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSpeakerLog } from './speaker-log.ts';

const ada = { identity: 'ada', name: 'Ada' };
const bob = { identity: 'bob', name: 'Bob' };

test('who speaks is noted from then until they stop, also while others do', () => {
  const log = createSpeakerLog();
  log.note({ atMs: 100, people: [ada] });
  log.note({ atMs: 900, people: [ada, bob] });
  log.note({ atMs: 2_000, people: [bob] });
  log.note({ atMs: 4_000, people: [] });
  assert.deepEqual(log.take(9_000), [
    { ...ada, fromMs: 100, toMs: 2_000 },
    { ...bob, fromMs: 900, toMs: 4_000 },
  ]);
  assert.deepEqual(log.take(10_000), []);
});

test('a breath goes into the interval, a pause ends it', () => {
  const log = createSpeakerLog();
  for (const [atMs, people] of [[0, [ada]], [1_000, []], [1_800, [ada]], [3_000, []], [5_000, [ada]], [6_000, []]] as const) {
    log.note({ atMs, people: [...people] });
  }
  const intervals = log.take(6_000).map(({ fromMs, toMs }) => [fromMs, toMs]);
  assert.deepEqual(intervals, [[0, 3_000], [5_000, 6_000]]);
});

test('who still speaks is taken again, under the same beginning', () => {
  const log = createSpeakerLog();
  log.note({ atMs: 50, people: [ada] });
  assert.deepEqual(log.take(5_000), [{ ...ada, fromMs: 50, toMs: 5_000 }]);
  assert.deepEqual(log.take(10_000), [{ ...ada, fromMs: 50, toMs: 10_000 }]);
  log.note({ atMs: 11_000, people: [] });
  assert.deepEqual(log.take(15_000), [{ ...ada, fromMs: 50, toMs: 11_000 }]);
});
