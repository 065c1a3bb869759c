import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { createThrottle } from './throttle.ts';

test('the first comes at once, then the latest one in each period', (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  const passed: string[] = [];
  const throttle = createThrottle<string>(200, (text) => passed.push(text));
  for (const text of ['a', 'a b', 'a b c']) throttle.push(text);
  assert.deepEqual(passed, ['a']);
  mock.timers.tick(200);
  assert.deepEqual(passed, ['a', 'a b c']);
  mock.timers.tick(1_000);
  throttle.push('d');
  throttle.push('e');
  throttle.clear();
  mock.timers.tick(1_000);
  assert.deepEqual(passed, ['a', 'a b c', 'd']);
});
