import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toClock, toPreciseClock } from './clock.ts';
import { writeJson } from './to-json.ts';
import { writeSrt } from './to-srt.ts';
import { writeText } from './to-text.ts';
import { writeVtt } from './to-vtt.ts';

const said = (speaker: string | null, text: string, start = 1.5, end = 3) => ({ speaker, text, start, end, words: [] });
async function join(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
async function* all<T>(...items: T[]) {
  yield* items;
}

test('times go on over 24 hours, to the millisecond', () => {
  assert.equal(toClock(0), '00:00:00');
  assert.equal(toClock(3_661.9), '01:01:01');
  assert.equal(toClock(100 * 3_600 + 59), '100:00:59');
  assert.equal(toPreciseClock(59.9996, ','), '00:01:00,000');
  assert.equal(toPreciseClock(86_400.05, '.'), '24:00:00.050');
  assert.equal(toPreciseClock(-1, '.'), '00:00:00.000');
});

test('a text has a line for each segment', async () => {
  const text = await join(writeText(all(said('Ann', 'Hello.', 3_599.9), said(null, 'Hm.'))));
  assert.equal(text, '[00:59:59] Ann: Hello.\n[00:00:01] Speaker: Hm.\n');
});

test('SubRip numbers its cues', async () => {
  const srt = await join(writeSrt(all(said('Ann', 'Hello.'), said(null, 'Hm.', 90_000, 90_001))));
  assert.equal(srt, '1\n00:00:01,500 --> 00:00:03,000\nAnn: Hello.\n\n2\n25:00:00,000 --> 25:00:01,000\nHm.\n\n');
});

test('WebVTT tells whose voice it is', async () => {
  const vtt = await join(writeVtt(all(said('Ann & Co', 'Is 1 < 2?'))));
  assert.equal(vtt, 'WEBVTT\n\n00:00:01.500 --> 00:00:03.000\n<v Ann &amp; Co>Is 1 &lt; 2?\n\n');
});

test('nobody writes a line, a cue or markup by their name or words', async () => {
  const bad = said('Eve\n\n1\n00:00:00,000 --> 00:00:09,000\n<b>x</b>\u2028', '\r\n[00:00:00] Ann: I resign\u0085--> <script>');
  const text = await join(writeText(all(bad)));
  assert.deepEqual(text.split(/[\n\r\u0085\u2028]/).length, 2);
  const srt = await join(writeSrt(all(bad)));
  assert.equal(srt.match(/-->/g)?.length, 1);
  assert.equal(srt.trim().split('\n').length, 3);
  assert.doesNotMatch(srt, /<(b|script)>/);
  const vtt = await join(writeVtt(all(bad)));
  assert.equal(vtt.match(/-->/g)?.length, 1);
  assert.equal(vtt.match(/</g)?.length, 1, 'that of the voice');
});

test('JSON is written in pieces and is whole', async () => {
  const json = await join(writeJson({ a: 1 }, 'segments', all({ text: '"' }, { text: 'b' })));
  assert.deepEqual(JSON.parse(json), { a: 1, segments: [{ text: '"' }, { text: 'b' }] });
  assert.deepEqual(JSON.parse(await join(writeJson({ a: 1 }, 'segments', all()))), { a: 1, segments: [] });
});
