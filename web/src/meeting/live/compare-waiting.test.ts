import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareWaiting } from './compare-waiting.ts';

const bo = { waitingId: 'one', name: 'Bo' };
const otherBo = { waitingId: 'two', name: 'Bo' };
const cy = { waitingId: 'three', name: 'Cy' };

test('who came to the door is told of, and who went from it no longer', () => {
  assert.deepEqual(compareWaiting([], [bo]), { come: ['Bo'], gone: [] });
  assert.deepEqual(compareWaiting([bo], [bo, cy]), { come: ['Cy'], gone: [] });
  assert.deepEqual(compareWaiting([bo, cy], [cy]), { come: [], gone: ['Bo'] });
});

test('one of two of the same name is let in: the other one still waits', () => {
  assert.deepEqual(compareWaiting([bo, otherBo], [otherBo]), { come: [], gone: [] });
  assert.deepEqual(compareWaiting([bo], [otherBo]), { come: ['Bo'], gone: [] });
});
