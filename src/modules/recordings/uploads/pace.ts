import { AppError } from '../../../core/errors.ts';

/** Slower than the slowest mobile network: 5 MiB in so many milliseconds are 16 KiB a second. */
export const partWithinMs = 320_000;

/** Passes on parts of a file, and throws when one is not there in time: so slow a sender keeps a place from others. */
export async function* keepPace(parts: AsyncIterable<Buffer>, withinMs: number): AsyncGenerator<Buffer> {
  const source = parts[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await within(withinMs, source.next());
      if (done) return;
      yield value;
    }
  } finally {
    // Not awaited: a source that is stuck would never say that it has ended.
    void source.return?.().catch(() => {});
  }
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new AppError('validation', 'The file came too slowly.')), ms);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
