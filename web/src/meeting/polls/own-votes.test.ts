import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recallVote, rememberVote } from './own-votes.ts';

function makeMemory() {
  const kept = new Map<string, string>();
  return () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
}

function forbidden(): never {
  throw new Error('SecurityError');
}

test('the last vote of a person in a poll is remembered, and nobody else’s', () => {
  const memory = makeMemory();
  assert.equal(recallVote('poll_1', 'pt_a', memory), null);
  rememberVote('poll_1', 'pt_a', 'red', memory);
  rememberVote('poll_1', 'pt_a', 'green', memory);
  assert.equal(recallVote('poll_1', 'pt_a', memory), 'green');
  assert.equal(recallVote('poll_1', 'pt_b', memory), null);
  assert.equal(recallVote('poll_2', 'pt_a', memory), null);
});

test('a browser that forbids storage does not disturb a vote', () => {
  rememberVote('poll_1', 'pt_a', 'red', forbidden);
  assert.equal(recallVote('poll_1', 'pt_a', forbidden), null);
});
