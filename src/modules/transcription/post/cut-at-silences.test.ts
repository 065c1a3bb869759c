import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutAtSilences, type SoundChunk } from './cut-at-silences.ts';

const rate = 16_000;

/** A tone with pauses: [from, to] in seconds. */
function makeSound(seconds: number, pauses: [number, number][]): Buffer {
  const samples = Int16Array.from({ length: seconds * rate }, (_, i) => {
    const isPause = pauses.some(([from, to]) => i >= from * rate && i < to * rate);
    return isPause ? 0 : Math.round(8_000 * Math.sin(i / 7));
  });
  return Buffer.from(samples.buffer);
}

async function* inPieces(sound: Buffer, bytes: number): AsyncGenerator<Buffer> {
  for (let i = 0; i < sound.length; i += bytes) yield sound.subarray(i, i + bytes);
}

async function cutAll(sound: Buffer, bytes = 65_536): Promise<SoundChunk[]> {
  const chunks: SoundChunk[] = [];
  for await (const chunk of cutAtSilences(inPieces(sound, bytes))) chunks.push(chunk);
  return chunks;
}

test('sound is cut in pauses, and nothing of it is lost', async () => {
  const sound = makeSound(130, [[10, 11], [41, 41.6], [75, 76]]);
  const chunks = await cutAll(sound);
  assert.deepEqual(chunks.map(({ position }) => position), [0, 1, 2]);
  assert.ok((chunks[1]?.at ?? 0) / rate > 41 && (chunks[1]?.at ?? 0) / rate < 41.6);
  assert.ok((chunks[2]?.at ?? 0) / rate > 75 && (chunks[2]?.at ?? 0) / rate < 76);
  assert.equal(Buffer.compare(Buffer.concat(chunks.map(({ samples }) => Buffer.from(samples.buffer))), sound), 0);
});

test('the same sound is cut alike in whatever pieces it comes, also within a sample', async () => {
  const sound = makeSound(100, [[44, 45]]);
  const places = async (bytes: number) => (await cutAll(sound, bytes)).map(({ at, samples }) => [at, samples.length]);
  const expected = await places(sound.length);
  for (const bytes of [4_097, 320, 99_991]) assert.deepEqual(await places(bytes), expected);
});

test('sound without any pause is cut all the same, between 30 and 60 seconds', async () => {
  const chunks = await cutAll(makeSound(200, []));
  for (const { samples } of chunks.slice(0, -1)) assert.ok(samples.length >= 30 * rate && samples.length <= 60 * rate);
});

test('nothing gives no chunk, a moment gives one', async () => {
  assert.deepEqual(await cutAll(Buffer.alloc(0)), []);
  assert.deepEqual((await cutAll(Buffer.alloc(640))).map(({ samples }) => samples.length), [320]);
});

test('no more is read than the next chunk needs', async () => {
  let read = 0;
  async function* endless(): AsyncGenerator<Buffer> {
    for (;;) {
      read += 1;
      yield Buffer.alloc(rate * Int16Array.BYTES_PER_ELEMENT);
    }
  }
  const chunks = cutAtSilences(endless());
  const next = async () => (await chunks.next()).value as SoundChunk;
  const [first, second] = [await next(), await next()];
  assert.equal(read, Math.ceil((first.samples.length + 60 * rate) / rate));
  await chunks.return(undefined);
  assert.equal(second.at, first.samples.length);
});
