import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breakoutAfter } from './breakout-after.ts';

const joined = (participantId: string, roomId: string) => ({ type: 'breakout:participant-joined' as const, data: { participantId, roomId } });
const left = (participantId: string, roomId: string) => ({ type: 'breakout:participant-left' as const, data: { participantId, roomId } });

test('a person is where they went last', () => {
  assert.equal(breakoutAfter(null, 'ann', joined('ann', 'a')), 'a');
  assert.equal(breakoutAfter('a', 'ann', joined('bob', 'b')), 'a');
  assert.equal(breakoutAfter('a', 'ann', left('bob', 'a')), 'a');
  assert.equal(breakoutAfter('a', 'ann', left('ann', 'a')), null);
  assert.equal(breakoutAfter('b', 'ann', left('ann', 'a')), 'b');
  assert.equal(breakoutAfter('a', 'ann', { type: 'breakout:all-closed', data: {} }), null);
  assert.equal(breakoutAfter('a', 'ann', { type: 'chat:message', data: { participantId: 'ann' } }), 'a');
});
