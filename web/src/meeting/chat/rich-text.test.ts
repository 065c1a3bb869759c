import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRichText, plainText } from './rich-text.ts';

const text = (value: string) => ({ kind: 'text' as const, text: value });

test('bold, italic and code are read, within each other too', () => {
  assert.deepEqual(parseRichText('a **b *c* d** `e * f` *g*'), [
    text('a '),
    { kind: 'bold', pieces: [text('b '), { kind: 'italic', pieces: [text('c')] }, text(' d')] },
    text(' '),
    { kind: 'code', text: 'e * f' },
    text(' '),
    { kind: 'italic', pieces: [text('g')] },
  ]);
});

test('a block keeps its lines and marks', () => {
  assert.deepEqual(parseRichText('see\n```\nlet a = **b**;\n\nc\n```'), [
    text('see\n'),
    { kind: 'block', text: 'let a = **b**;\n\nc' },
  ]);
});

test('a message is told in one line without its marks', () => {
  assert.equal(plainText('a **b *c*** `d` 2 * 3'), 'a b c d 2 * 3');
});

test('stars that mark nothing stay as they are', () => {
  for (const plain of ['2 * 3 * 4', '** no **', '*', '**', '***', '`', '```', 'a*b', '* one\n* two', '']) {
    assert.deepEqual(parseRichText(plain), plain === '' ? [] : [text(plain)], plain);
  }
});

test('HTML is text', () => {
  const hostile = '<img src=x onerror=alert(1)>';
  assert.deepEqual(parseRichText(`**${hostile}**`), [{ kind: 'bold', pieces: [text(hostile)] }]);
});

test('a long message of marks is read at once', () => {
  const begun = performance.now();
  for (const mark of ['*', '**', '`', '**a', '*a ', '```']) parseRichText(mark.repeat(2000 / mark.length));
  assert.ok(performance.now() - begun < 500);
});
