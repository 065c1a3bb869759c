import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { findLibrary } from './libvosk.ts';

test('the library comes with the package, and where there is none the reason is told', () => {
  assert.ok(existsSync(findLibrary('linux', 'x64')));
  const reason = /transcription is off here because Vosk has no library for linux arm64/;
  assert.throws(() => findLibrary('linux', 'arm64'), { name: 'SpeechUnavailableError', message: reason });
  assert.throws(() => findLibrary('darwin', 'x64'), /has no library for darwin/);
});
