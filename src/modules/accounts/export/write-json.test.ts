import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type JsonField, writeJson } from './write-json.ts';

async function* listOf(...items: object[]) {
  yield* items;
}

async function parse(fields: JsonField[]): Promise<unknown> {
  let text = '';
  for await (const piece of writeJson(fields)) text += piece;
  return JSON.parse(text);
}

test('lists of any length, objects and texts make one object', async () => {
  assert.deepEqual(await parse([]), {});
  assert.deepEqual(
    await parse([['a "b"', 'x'], ['none', listOf()], ['one', listOf({ n: 1 })], ['two', listOf({ n: 1 }, { n: null })], ['o', { d: new Date(0) }], ['z', null]]),
    { 'a "b"': 'x', none: [], one: [{ n: 1 }], two: [{ n: 1 }, { n: null }], o: { d: '1970-01-01T00:00:00.000Z' }, z: null },
  );
});
