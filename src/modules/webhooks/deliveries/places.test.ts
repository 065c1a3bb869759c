import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPlaces } from './places.ts';

test('a full webhook turns away and leaves places to others', async () => {
  const places = createPlaces({ perWebhook: 2, perProcess: 3 });
  assert.deepEqual([await places.enter('a'), await places.enter('a'), await places.enter('a')], [true, true, false]);
  assert.deepEqual(places.full(), ['a']);
  assert.equal(await places.enter('b'), true);
  places.leave('a');
  assert.deepEqual(places.full(), []);
  assert.deepEqual(['a', 'a', 'b'].map((id) => places.takeTurnedAway(id)), [true, false, false]);
});

test('a full process lets wait, in turn', async () => {
  const places = createPlaces({ perWebhook: 2, perProcess: 1 });
  const entered: string[] = [];
  for (const id of ['a', 'b', 'c']) void places.enter(id).then(() => entered.push(id));
  await new Promise(setImmediate);
  assert.deepEqual(entered, ['a']);
  places.leave('a');
  places.leave('b');
  await new Promise(setImmediate);
  assert.deepEqual(entered, ['a', 'b', 'c']);
});
