import assert from 'node:assert/strict';
import { test } from 'node:test';
import { personOf } from '../people-changes.ts';
import { isAlone } from './is-alone.ts';

test('one is alone until somebody else is there', () => {
  const [me, ann] = ['me', 'ann'].map((participantId) => personOf({ participantId }));
  assert(me && ann);
  assert.equal(isAlone({ people: [me], myId: 'me' }), true);
  assert.equal(isAlone({ people: [ann, me], myId: 'me' }), false);
});
