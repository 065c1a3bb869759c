import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeCsv } from './csv.ts';

test('what holds a comma, a quote or a new line is quoted', () => {
  assert.equal(writeCsv([['a', 1.5], ['b,c', 'd"e'], ['f\r\ng', '']]), 'a,1.5\r\n"b,c","d""e"\r\n"f\r\ng",\r\n');
  assert.equal(writeCsv([]), '');
});

test('no text is a formula, though a number may be negative', () => {
  const texts = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', '=HYPERLINK("x","y")', 'a=1', -1];
  const cells = texts.map((text) => writeCsv([[text]]).trimEnd());
  assert.deepEqual(cells, ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "'＝1", `"'=HYPERLINK(""x"",""y"")"`, 'a=1', '-1']);
});
