import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from './errors.ts';
import { createTurns } from './turns.ts';

test('so many run at a time, the others in their order, also after a failure', async () => {
  const inTurn = createTurns(2);
  const works = Array.from({ length: 5 }, () => Promise.withResolvers<string>());
  const begun: number[] = [];
  const results = works.map(({ promise }, i) =>
    inTurn(() => {
      begun.push(i);
      return promise;
    }),
  );
  assert.deepEqual(begun, [0, 1]);
  works[1]?.reject(new Error('no'));
  await assert.rejects(results[1] as Promise<string>, /no/);
  assert.deepEqual(begun, [0, 1, 2]);
  for (const { resolve } of works) resolve('done');
  assert.deepEqual(await Promise.all(results.filter((_, i) => i !== 1)), ['done', 'done', 'done', 'done']);
  assert.deepEqual(begun, [0, 1, 2, 3, 4]);
});

test('with a limit, what is too much is refused, and the others have their turn', async () => {
  const inTurn = createTurns(2, { maxWaiting: 3, detail: 'Too many.' });
  const log: number[] = [];
  const ends: (() => void)[] = [];
  const start = (i: number) => inTurn(() => {
    log.push(i);
    return new Promise<number>((resolve) => ends.push(() => resolve(i)));
  });
  const all = [0, 1, 2, 3, 4].map(start);
  await assert.rejects(start(5), (error) => error instanceof AppError && error.code === 'unavailable');
  assert.deepEqual(log, [0, 1]);
  for (let i = 0; i < 5; i += 1) {
    ends[i]?.();
    assert.equal(await all[i], i);
  }
  assert.deepEqual(log, [0, 1, 2, 3, 4]);
});

test('work that fails gives its place back', async () => {
  const inTurn = createTurns(1, { maxWaiting: 1, detail: 'Too many.' });
  await assert.rejects(inTurn(() => Promise.reject(new Error('broken'))), /broken/);
  assert.equal(await inTurn(async () => 7), 7);
});
