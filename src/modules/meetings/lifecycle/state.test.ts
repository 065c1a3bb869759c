import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { meetingStatuses, type MeetingStatus } from '../../../contracts/meetings.ts';
import { countEmptiness, type Emptiness, isDue, longestLookMs, statusAfter } from './state.ts';

const act = fc.constantFrom('start' as const, 'end' as const);

test('whatever happens in whatever order, a meeting begins once, is over once, and stays over', () => {
  const first = fc.constantFrom('scheduled' as const, 'active' as const);
  fc.assert(fc.property(first, fc.array(act, { maxLength: 20 }), (begin, acts) => {
    const history: MeetingStatus[] = [begin];
    for (const each of acts) {
      const next = statusAfter(history.at(-1) ?? begin, each);
      if (next !== null) history.push(next);
    }
    assert.equal(new Set(history).size, history.length, 'Nothing comes back.');
    assert.ok(history.filter((status) => status === 'ended' || status === 'cancelled').length <= 1);
    assert.equal(history.includes('ended') && history.includes('cancelled'), false);
    assert.ok(!history.includes('ended') || history.includes('active'));
  }));
  for (const status of meetingStatuses) assert.equal(statusAfter(status, 'end') === null, status === 'ended' || status === 'cancelled');
});

test('a scheduled meeting is due from its time on, and no other is', () => {
  const at = new Date(1_000);
  assert.deepEqual([999, 1_000, 1_001].map((ms) => isDue({ status: 'scheduled', scheduledAt: at }, new Date(ms))), [false, true, true]);
  for (const status of ['active', 'ended', 'cancelled'] as const) assert.equal(isDue({ status, scheduledAt: at }, new Date(2_000)), false);
});

const empty = (since: number): Emptiness => ({ emptySince: new Date(since), emptyMs: 0, emptyCheckedAt: null });

/** Looks at these times, in ms. */
function look(from: Emptiness, times: readonly number[]): Emptiness {
  return times.reduce((state, ms) => countEmptiness(state, new Date(ms)), from);
}

test('time in which nobody looked does not count', () => {
  assert.equal(look(empty(0), [10_000, 20_000, 30_000]).emptyMs, 30_000);
  assert.equal(look(empty(0), [10_000, 600_000, 610_000]).emptyMs, 20_000);
  assert.equal(look(empty(0), [600_000]).emptyMs, 0);
  assert.equal(look({ ...empty(0), emptySince: null }, [10_000]).emptyMs, 0);
});

test('who came and went makes it count anew', () => {
  const later = { ...look(empty(0), [10_000, 20_000]), emptySince: new Date(25_000) };
  assert.equal(look(later, [30_000]).emptyMs, 5_000);
});

test('the time that counts is never more than passed, and all of it when looks are frequent', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 3 * longestLookMs }), { minLength: 1, maxLength: 30 });
  fc.assert(fc.property(steps, (gaps) => {
    const times = gaps.map((_, i) => gaps.slice(0, i + 1).reduce((sum, gap) => sum + gap, 0));
    const seen = gaps.filter((gap) => gap <= longestLookMs).reduce((sum, gap) => sum + gap, 0);
    assert.equal(look(empty(0), times).emptyMs, seen);
  }));
});
