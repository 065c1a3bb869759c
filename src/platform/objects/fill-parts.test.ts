import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { fillParts, partSize } from './fill-parts.ts';

/** The sizes of the parts, and a hash of all that is in them. */
async function measure(chunks: Buffer[]): Promise<{ sizes: number[]; hash: string }> {
  const hash = createHash('sha256');
  const sizes: number[] = [];
  for await (const part of fillParts(stream(chunks))) {
    sizes.push(part.length);
    hash.update(part);
  }
  return { sizes, hash: hash.digest('hex') };
}

async function* stream(chunks: Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

const chunkOf = (size: number, first: number) => Buffer.from(Uint8Array.from({ length: size }, (_, i) => (first + i) % 251));

test('chunks of any size fill parts of one size, and nothing gets lost between them', async () => {
  const chunks = [chunkOf(partSize - 1, 1), chunkOf(3, 2), chunkOf(2 * partSize, 3), chunkOf(0, 4), chunkOf(10, 5)];
  const hash = createHash('sha256').update(Buffer.concat(chunks)).digest('hex');
  assert.deepEqual(await measure(chunks), { sizes: [partSize, partSize, partSize, 12], hash });
});

test('what ends with a part has no empty one behind it, and nothing has none', async () => {
  assert.deepEqual((await measure([chunkOf(partSize, 1)])).sizes, [partSize]);
  assert.deepEqual((await measure([])).sizes, []);
});

test('memory that chunks share with others is not given back', async () => {
  const shared = Buffer.from(new ArrayBuffer(100)).fill(7);
  await measure([shared.subarray(0, 50)]);
  assert.equal(shared.length, 100);
  assert.equal(shared[99], 7);
});
