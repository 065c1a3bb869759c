import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTsFanOut, type TsRun } from './ts-fan-out.ts';

const VIDEO = 0x100;
const PMT = 0x1000;

interface Fields {
  begins?: boolean;
  isKeyFrame?: boolean;
}

/** A packet of 188 bytes that ends with `mark`. */
function packet(pid: number, mark: string, { begins = false, isKeyFrame = false }: Fields = {}): Buffer {
  const bytes = Buffer.alloc(188, 0xff);
  bytes.writeUInt8(0x47, 0);
  bytes.writeUInt16BE(pid | (begins ? 0x4000 : 0), 1);
  bytes.writeUInt8(isKeyFrame ? 0x30 : 0x10, 3);
  if (isKeyFrame) bytes.writeUInt16BE(0x0140, 4);
  bytes.write(mark, 188 - mark.length);
  return bytes;
}

function pat(mark: string): Buffer {
  const bytes = packet(0, mark, { begins: true });
  bytes.writeUInt16BE(PMT | 0xe000, 15);
  return bytes;
}

const keyFrame = (mark: string) => packet(VIDEO, mark, { begins: true, isKeyFrame: true });
const frame = (mark: string) => packet(VIDEO, mark, { begins: true });
const marksOf = (runs: TsRun[]) =>
  runs.map(({ data, isKeyFrame }) => `${isKeyFrame ? '*' : ''}${[...Array(data.length / 188).keys()].map((i) => String(data.subarray(i * 188 + 186, i * 188 + 188))).join(' ')}`);

test('a reader begins with the tables and a key frame, wherever it joins and however the bytes are cut', async () => {
  const source = createTsFanOut(VIDEO);
  const [early, late]: TsRun[][] = [[], []];
  source.subscribe((run) => early?.push(run));
  const bytes = Buffer.concat([frame('f0'), pat('t1'), packet(PMT, 'm1'), keyFrame('k1'), frame('f1'), packet(0x101, 's1')]);
  for (let at = 0; at < bytes.length; at += 100) source.push(bytes.subarray(at, at + 100));
  await source.begun;
  source.subscribe((run) => late?.push(run));
  source.push(Buffer.concat([frame('f2'), pat('t2'), packet(PMT, 'm2'), keyFrame('k2'), frame('f3')]));
  assert.equal(marksOf(early ?? []).join(' '), '*t1 m1 k1 f1 s1 f2 t2 m2 *t2 m2 k2 f3');
  assert.deepEqual(marksOf(late ?? []), ['*t2 m2 k2 f3']);
});

test('who has left gets nothing more', () => {
  const source = createTsFanOut(VIDEO);
  const runs: TsRun[] = [];
  const leave = source.subscribe((run) => runs.push(run));
  source.push(keyFrame('k1'));
  leave();
  source.push(keyFrame('k2'));
  assert.deepEqual(marksOf(runs), ['*k1']);
});
