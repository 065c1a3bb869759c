import assert from 'node:assert/strict';
import { test } from 'node:test';
import { combine, parseActivity, parseTranscribing } from './activity.ts';

const activity = (isRecording: boolean, isStreaming: boolean) => ({ isRecording, isStreaming });

function parse(text: string) {
  return parseActivity(new TextEncoder().encode(text));
}

test("LiveKit's sign alone is a recording; beside a stream, what the server says decides", () => {
  assert.deepEqual(combine(true, activity(false, false)), activity(true, false));
  assert.deepEqual(combine(true, activity(false, true)), activity(false, true));
  assert.deepEqual(combine(true, activity(true, true)), activity(true, true));
  assert.deepEqual(combine(false, activity(true, false)), activity(true, false));
  assert.deepEqual(combine(false, activity(false, false)), activity(false, false));
});

test('a message that is none says nothing', () => {
  assert.deepEqual(parse('{"isRecording":true,"isStreaming":false}'), activity(true, false));
  assert.deepEqual(parse('{"isStreaming":"yes"}'), activity(false, false));
  for (const text of ['', 'null', '{']) assert.equal(parse(text), null, text);
});

test('a message tells whether the room is transcribed, or nothing', () => {
  const parsed = ['{"isTranscribing":true}', '{"isTranscribing":false}', '{"isTranscribing":1}', '{}', 'null', '{'].map((text) =>
    parseTranscribing(new TextEncoder().encode(text)),
  );
  assert.deepEqual(parsed, [true, false, null, null, null, null]);
});
