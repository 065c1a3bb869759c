import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromWallText } from '../../../core/time-zones.ts';
import { matchOccurrences } from './match-occurrences.ts';

const timezone = 'Europe/Berlin';
const berlin = (wall: string) => new Date(fromWallText(timezone, wall));
/** A meeting on each of these days of November 2026, called by its day. */
const meetingsAt = (clock: string, ...days: number[]) => days.map((day) => ({ meetingId: String(day), at: berlin(`202611${day}T${clock}`) }));
const timesAt = (clock: string, ...days: number[]) => meetingsAt(clock, ...days).map(({ at }) => at);

/** Meetings of the days `of` and, of those that keep their address, the day on which they are now. */
const cases = [
  { what: 'some hours later on the same day', from: '24T090000', to: '24T110000', of: [24, 25], now: [[24, 24], [25, 25]] },
  { what: 'half an hour later, after midnight', from: '24T234000', to: '25T001000', of: [24, 25], now: [[24, 25], [25, 26]] },
  { what: 'half an hour earlier, before midnight', from: '25T001000', to: '24T234000', of: [25, 26], now: [[25, 24], [26, 25]] },
  { what: 'after midnight, as told weeks later', from: '03T234000', to: '25T001000', of: [24, 25], now: [[24, 25], [25, 26]] },
  { what: 'from the morning to the evening', from: '24T090000', to: '24T220000', of: [24, 25], now: [[24, 24], [25, 25]] },
  { what: 'some hours later from tomorrow on', from: '24T090000', to: '25T110000', of: [24, 25], now: [[25, 25]] },
];

for (const { what, from, to, of, now } of cases) {
  test(`meetings keep their addresses when they move ${what}`, () => {
    const [before, after] = [from.slice(3), to.slice(3)];
    const firstDay = Number(to.slice(0, 2));
    const move = { from: berlin(`202611${from}`), to: berlin(`202611${to}`), timezone };
    const { kept, dropped } = matchOccurrences(meetingsAt(before, ...of), timesAt(after, firstDay, firstDay + 1), move);
    assert.deepEqual(kept, now.map(([id, day = 0]) => ({ meetingId: String(id), at: berlin(`202611${day}T${after}`) })));
    assert.deepEqual(dropped.map(({ meetingId }) => Number(meetingId)), of.filter((day) => now.every(([id]) => id !== day)));
  });
}

test('a meeting at a time that the rule still has stays there, whatever else moved', () => {
  const move = { from: berlin('20261124T090000'), to: berlin('20261125T090000'), timezone };
  const { kept, dropped } = matchOccurrences(meetingsAt('090000', 24, 25), timesAt('090000', 25, 26), move);
  assert.deepEqual([kept.map(({ meetingId }) => meetingId), dropped.map(({ meetingId }) => meetingId)], [['25'], ['24']]);
});

test('what moves over a change of the clocks keeps its address, too', () => {
  const at = (wall: string) => berlin(`2026${wall}`);
  const present = [{ meetingId: 'sat', at: at('1024T233000') }, { meetingId: 'sun', at: at('1025T233000') }];
  const move = { from: at('1024T233000'), to: at('1025T043000'), timezone };
  const { kept } = matchOccurrences(present, [at('1025T043000'), at('1026T043000')], move);
  assert.deepEqual(kept.map(({ meetingId, at: time }) => [meetingId, time]), [['sat', at('1025T043000')], ['sun', at('1026T043000')]]);
});
