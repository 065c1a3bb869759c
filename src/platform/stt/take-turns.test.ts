import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Turns } from './take-turns.ts';

/** A piece of work of so many steps, each written down. */
function work(done: string[], name: string, steps: number): () => boolean {
  let at = 0;
  return () => {
    at += 1;
    done.push(`${name}${at}`);
    return at < steps;
  };
}

async function settle(): Promise<void> {
  for (let count = 0; count < 20; count += 1) await nextTurn();
}

test('lines take turns, and each keeps its order', async () => {
  const turns = new Turns();
  const done: string[] = [];
  turns.add(1, work(done, 'a', 3));
  turns.add(1, work(done, 'b', 1));
  turns.add(2, work(done, 'x', 2));
  await settle();
  assert.deepEqual(done, ['a1', 'x1', 'a2', 'x2', 'a3', 'b1']);
});

test('what is dropped is not done, and the line can be used again', async () => {
  const turns = new Turns();
  const done: string[] = [];
  turns.add(1, work(done, 'a', 3));
  turns.add(2, work(done, 'x', 1));
  turns.drop(1);
  turns.add(1, work(done, 'b', 1));
  await settle();
  assert.deepEqual(done, ['x1', 'b1']);
});
