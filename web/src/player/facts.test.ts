import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration, formatSize, titleOf } from './facts.ts';

test('durations read as on a player', () => {
  assert.deepEqual([0, 6.6, 59.6, 751, 3723].map(formatDuration), ['0:00', '0:07', '1:00', '12:31', '1:02:03']);
});

test('sizes keep two digits at least', () => {
  assert.deepEqual(
    [950, 4_830, 9_960, 4_800_000, 312_400_000, 999_600_000, 1_500_000_000].map(formatSize),
    ['950 bytes', '4.8 kB', '10 kB', '4.8 MB', '312 MB', '1.0 GB', '1.5 GB'],
  );
});

test('a recording is called after its room, an upload after its file', () => {
  assert.equal(titleOf({ roomId: 'stand-up', filename: 'stand-up-2026.mp4' }), 'stand-up');
  assert.equal(titleOf({ roomId: null, filename: 'Talk v1.2.webm' }), 'Talk v1.2');
});
