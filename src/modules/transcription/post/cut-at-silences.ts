import { sampleRate } from '../../../core/sound.ts';

/** A piece of a recording that is heard by itself. */
export interface SoundChunk {
  /** From 0. */
  position: number;
  /** Samples of the file before it. */
  at: number;
  samples: Int16Array<ArrayBuffer>;
}

/** Loudness is looked at in blocks of 20 ms. */
const blockLength = sampleRate / 50;
/** A cut needs a place that is quiet for so long: 400 ms. */
const quietBlocks = 20;
const shortestBlocks = 30 * 50;
const longestBlocks = 60 * 50;

/**
 * Cuts sound into chunks of 30 to 60 seconds where it is quietest, the last one shorter. The same sound is always cut at
 * the same places, in whatever pieces it comes, so that a chunk's number says which one it is. Holds one chunk at a time.
 * @param pieces 16-bit samples of one channel, 16,000 a second.
 */
export async function* cutAtSilences(pieces: AsyncIterable<Buffer>): AsyncGenerator<SoundChunk> {
  const held = Buffer.alloc(longestBlocks * blockLength * Int16Array.BYTES_PER_ELEMENT);
  let filled = 0;
  let at = 0;
  let position = 0;
  const cut = (length: number): SoundChunk => {
    const bytes = length * Int16Array.BYTES_PER_ELEMENT;
    const samples = new Int16Array(length);
    Buffer.from(samples.buffer).set(held.subarray(0, bytes));
    held.copyWithin(0, bytes, filled);
    filled -= bytes;
    at += length;
    position += 1;
    return { position: position - 1, at: at - length, samples };
  };
  for await (const piece of pieces) {
    for (let taken = 0; taken < piece.length; ) {
      const copied = piece.copy(held, filled, taken);
      taken += copied;
      filled += copied;
      if (filled === held.length) yield cut(findCut(samplesOf(held)));
    }
  }
  const rest = Math.floor(filled / Int16Array.BYTES_PER_ELEMENT);
  if (rest > 0) yield cut(rest);
}

function samplesOf({ buffer, byteOffset, length }: Buffer): Int16Array {
  return new Int16Array(buffer, byteOffset, length / Int16Array.BYTES_PER_ELEMENT);
}

/** The middle of the quietest place that leaves a chunk long enough; the first of several. */
function findCut(samples: Int16Array): number {
  const loudness = measureBlocks(samples);
  let best = shortestBlocks;
  let least = Number.POSITIVE_INFINITY;
  let sum = loudness.slice(shortestBlocks, shortestBlocks + quietBlocks).reduce((total, value) => total + value, 0);
  for (let first = shortestBlocks; first + quietBlocks <= longestBlocks; first += 1) {
    if (sum < least) [best, least] = [first, sum];
    sum += (loudness[first + quietBlocks] ?? 0) - (loudness[first] ?? 0);
  }
  return (best + quietBlocks / 2) * blockLength;
}

/** The sum of the squares in each block: whole numbers, so that sums of them are exact. */
function measureBlocks(samples: Int16Array): number[] {
  const loudness: number[] = [];
  for (let start = 0; start < samples.length; start += blockLength) {
    let sum = 0;
    for (let i = start; i < start + blockLength; i += 1) sum += (samples[i] ?? 0) ** 2;
    loudness.push(sum);
  }
  return loudness;
}
