import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPress, type KeyPress } from './hotkeys.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, code: 'KeyT', ctrlKey: false, metaKey: false, altKey: false, repeat: false, defaultPrevented: false },
  ...more,
});

test('a letter counts alone, be it small or capital, once', () => {
  assert.ok(isPress(press('t'), 't') && isPress(press('T'), 't'));
  for (const more of ['ctrlKey', 'metaKey', 'altKey', 'repeat', 'defaultPrevented']) {
    assert.equal(isPress(press('t', { [more]: true }), 't'), false, more);
  }
});

test('the letter decides on a Latin layout, the place on any other', () => {
  assert.equal(isPress(press('y'), 't'), false);
  assert.ok(isPress(press('t', { code: 'KeyK' }), 't'));
  assert.ok(isPress(press('ㅅ'), 't'));
  assert.equal(isPress(press('ㅁ', { code: 'KeyA' }), 't'), false);
});
