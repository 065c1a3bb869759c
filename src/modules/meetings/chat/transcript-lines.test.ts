import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toTranscriptLine } from './transcript-lines.ts';

const createdAt = new Date('2026-03-22T14:30:05.999Z');

test('a line has the time, the name and the text', () => {
  assert.equal(toTranscriptLine({ participantName: 'Bob', text: 'Hi Alice!', createdAt }), '[14:30:05] Bob: Hi Alice!\n');
});

test('nobody writes a line in the name of another', () => {
  const text = 'a\n[14:30:06] Alice: I resign\r\nb\u2028[14:30:07] Alice: now';
  const written = toTranscriptLine({ participantName: 'Bob\u2028[x] Eve', text, createdAt });
  assert.equal(written.split('\n')[0], '[14:30:05] Bob [x] Eve: a');
  for (const line of written.trimEnd().split(/\n|\u2028/).slice(1)) assert.match(line, /^ {4}/);
});
