import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeActivity, isMoreThan, NOTHING, stillAgreed } from './consent.ts';

const recording = { isRecording: true, isStreaming: false };
const streaming = { isRecording: false, isStreaming: true };
const both = { isRecording: true, isStreaming: true };

test('a person is asked about what they were not told of, and about that alone', () => {
  assert.equal(isMoreThan(recording, NOTHING), true);
  assert.equal(isMoreThan(recording, recording), false);
  assert.equal(isMoreThan(both, recording), true);
  assert.equal(isMoreThan(recording, both), false);
  assert.equal(isMoreThan(NOTHING, NOTHING), false);
});

test('a second recording asks again, one that was announced at the door and begins does not', () => {
  assert.deepEqual(stillAgreed(recording, recording, NOTHING), NOTHING);
  assert.deepEqual(stillAgreed(recording, NOTHING, recording), recording);
  assert.deepEqual(stillAgreed(both, both, streaming), streaming);
  assert.deepEqual(stillAgreed(recording, NOTHING, NOTHING), recording);
});

test('what goes out is named in words', () => {
  const words = [recording, streaming, both].map(describeActivity);
  assert.deepEqual(words, ['recorded', 'streamed live', 'recorded and streamed live']);
  assert.equal(describeActivity({ ...both, isTranscribing: true }), 'recorded, streamed live and transcribed');
  assert.equal(describeActivity(NOTHING), '');
});
