import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyOverrides } from './apply-overrides.ts';

const none = { outBefore: null, roleBefore: null, role: null };

test('a token keeps its role while nobody decided otherwise', () => {
  assert.equal(applyOverrides([], 100, 'host'), 'host');
});

test('a token issued up to the removal is worth nothing, a later one is', () => {
  const out = [{ ...none, outBefore: 100 }];
  assert.equal(applyOverrides(out, 99, 'host'), null);
  assert.equal(applyOverrides(out, 100, 'host'), null);
  assert.equal(applyOverrides(out, 101, 'host'), 'host');
});

test('a change of role holds for earlier tokens only', () => {
  const demoted = [{ ...none, roleBefore: 100, role: 'viewer' as const }];
  assert.equal(applyOverrides(demoted, 50, 'host'), 'viewer');
  assert.equal(applyOverrides(demoted, 150, 'host'), 'host');
});

test('a removal counts however the role was changed, and one of everybody counts for each', () => {
  const row = { outBefore: 100, roleBefore: 200, role: 'host' as const };
  assert.equal(applyOverrides([row], 90, 'viewer'), null);
  assert.equal(applyOverrides([row], 150, 'viewer'), 'host');
  assert.equal(applyOverrides([row, { ...none, outBefore: 180 }], 150, 'viewer'), null);
});
