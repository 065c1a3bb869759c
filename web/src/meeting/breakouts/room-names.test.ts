import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRoomNames } from './room-names.ts';

test('rooms are read line by line', () => {
  assert.deepEqual(readRoomNames(' Red \n\nBlue\n'), { names: ['Red', 'Blue'], problem: undefined });
});

test('none, too many and too long ones are refused in a sentence', () => {
  assert.equal(readRoomNames('\n ').problem, 'Enter at least one room.');
  assert.equal(readRoomNames('a\n'.repeat(21)).problem, 'Enter up to 20 rooms.');
  assert.equal(readRoomNames('a'.repeat(65)).problem, 'A name has up to 64 characters.');
});
