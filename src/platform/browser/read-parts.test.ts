import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Speaking } from '../../contracts/capture-page.ts';
import { createPartReader } from './read-parts.ts';

function readAll(parts: (string | object)[]): string[] {
  const told: string[] = [];
  const handlers = {
    onChunk: (chunk: Buffer) => told.push(`chunk ${chunk}`),
    onStarted: () => told.push('started'),
    onSpeaking: ({ atMs, people }: Speaking) => told.push(`at ${atMs} ${people.map(({ name }) => name).join()}`),
    onEmpty: () => told.push('empty'),
    onEnded: () => told.push('never'),
  };
  const read = createPartReader(handlers, (reason) => told.push(`end ${reason}`));
  for (const part of parts) {
    const isEvent = typeof part !== 'string';
    read(Buffer.from(isEvent ? JSON.stringify(part) : part), isEvent);
  }
  return told;
}

test('a capture has started with its first fragment, not with the head of its file', () => {
  const told = readAll(['ftyp', 'moov', '..moof..', '..moof..']);
  assert.deepEqual(told, ['chunk ftyp', 'chunk moov', 'chunk ..moof..', 'started', 'chunk ..moof..']);
});

test('events are told apart from chunks, in order', () => {
  const told = readAll(['ftyp', { type: 'speaking', atMs: 40, people: [{ identity: 'ada', name: 'Ada' }] }, { type: 'empty' }, { type: 'ended', reason: 'The room was closed.' }]);
  assert.deepEqual(told, ['chunk ftyp', 'at 40 Ada', 'empty', 'end The room was closed.']);
});
