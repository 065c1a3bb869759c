import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { rememberAnswer } from './remember-answer.ts';

test('only the first waits for an answer; the next is asked for when it is old, and a failure is a no', async (context) => {
  let at = 1_000;
  context.mock.method(performance, 'now', () => at);
  const questions: PromiseWithResolvers<boolean>[] = [];
  const isThere = rememberAnswer(() => {
    questions.push(Promise.withResolvers());
    return questions.at(-1)?.promise ?? Promise.resolve(false);
  }, 20);
  const first = [isThere(), isThere()];
  questions[0]?.resolve(true);
  assert.deepEqual(await Promise.all(first), [true, true]);
  assert.equal(questions.length, 1);
  at += 30;
  assert.equal(await isThere(), true, 'The old answer, while it is asked anew');
  questions[1]?.reject(new Error('away'));
  await nextTurn();
  assert.equal(await isThere(), false);
  assert.equal(questions.length, 2);
});
