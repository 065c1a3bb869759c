import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { findTransitions, fromWallText, isTimeZone, offsetAt, toUtcText, toWallText } from './time-zones.ts';

const hour = 3_600_000;

test('time zones have names', () => {
  assert.deepEqual(['Europe/Berlin', 'America/New_York', 'UTC', 'Asia/Kolkata'].map(isTimeZone), [true, true, true, true]);
  assert.deepEqual(['', '+01:00', 'Europe/Nowhere', 'x'.repeat(100)].map(isTimeZone), [false, false, false, false]);
});

test('what clocks show, and when they show it', () => {
  assert.equal(toWallText('Europe/Berlin', Date.parse('2026-07-01T07:00:00Z')), '20260701T090000');
  assert.equal(toWallText('Asia/Kolkata', Date.parse('2026-12-31T20:00:00Z')), '20270101T013000');
  assert.equal(toUtcText(Date.parse('2026-07-01T07:00:00.999Z')), '20260701T070000Z');
  assert.equal(new Date(fromWallText('Europe/Berlin', '20261025T023000')).toISOString(), '2026-10-25T00:30:00.000Z');
  assert.equal(new Date(fromWallText('America/New_York', '20261101T013000')).toISOString(), '2026-11-01T05:30:00.000Z');
  assert.ok(Number.isNaN(fromWallText('UTC', '20261345T000000')));
});

test('the clocks are put twice a year', () => {
  const found = findTransitions('Europe/Berlin', Date.UTC(2026, 0), Date.UTC(2027, 0));
  assert.deepEqual(found.map(({ at, before, after }) => [new Date(at).toISOString(), before / hour, after / hour]), [
    ['2026-03-29T01:00:00.000Z', 1, 2],
    ['2026-10-25T01:00:00.000Z', 2, 1],
  ]);
  assert.deepEqual(findTransitions('Asia/Kolkata', Date.UTC(2026, 0), Date.UTC(2027, 0)), []);
});

test('what clocks show leads back to the time, but for the hour that comes twice', () => {
  const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC', 'Asia/Kathmandu');
  const second = fc.integer({ min: Date.UTC(2015, 0) / 1000, max: Date.UTC(2035, 0) / 1000 });
  fc.assert(fc.property(zone, second, (name, seconds) => {
    const back = fromWallText(name, toWallText(name, seconds * 1000));
    assert.ok(back === seconds * 1000 || offsetAt(name, back) > offsetAt(name, seconds * 1000), `${name} ${seconds}`);
  }));
});
