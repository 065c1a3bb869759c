/** Bytes; the least that S3 takes for a part that is not the last. */
export const partSize = 5 * 1024 * 1024;

/**
 * Gathers what comes into parts of 5 MiB and a smaller last one, none for nothing. All of them are in the same memory,
 * which the next one overwrites; the chunks are used up.
 */
export async function* fillParts(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const memory = Buffer.allocUnsafeSlow(partSize);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let taken = 0; taken < chunk.length; ) {
      const count = chunk.copy(memory, filled, taken);
      filled += count;
      taken += count;
      if (filled < partSize) continue;
      yield memory;
      filled = 0;
    }
    giveBack(chunk);
  }
  if (filled > 0) yield memory.subarray(0, filled);
}

/** Frees memory that is of no use any more; until it is collected, tens of megabytes of it would gather. */
function giveBack({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
