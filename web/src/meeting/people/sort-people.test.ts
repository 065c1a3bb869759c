import assert from 'node:assert/strict';
import { test } from 'node:test';
import { personOf } from '../people-changes.ts';
import { sortPeople } from './sort-people.ts';

test('hands come first in their order, then oneself, then the others as they came', () => {
  const people = ['ann', 'bo', 'cy', 'di', 'me'].map((participantId) =>
    personOf({ participantId, name: participantId }),
  );
  const sorted = sortPeople({ people, hands: ['di', 'bo'], myId: 'me' });
  assert.deepEqual(
    sorted.map(({ name }) => name),
    ['di', 'bo', 'me', 'ann', 'cy'],
  );
});
