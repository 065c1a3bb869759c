import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ModelError } from './model-error.ts';

/** `total` is null when the server does not tell. */
export type ShowProgress = (received: number, total: number | null) => void;

/** Nothing came for so long: the server is given up. */
const stalledMs = 60_000;

/**
 * Fetches a URL that the operator has chosen, so also from a private address, into a file of at most `maxBytes`.
 * Rejects with a ModelError that says what went wrong; then the file is of no use.
 */
export async function download(url: URL, target: string, maxBytes: number, show: ShowProgress): Promise<void> {
  const abort = new AbortController();
  const stalled = new ModelError(`${url.host} sent nothing for ${stalledMs / 1_000} s`);
  const timer = setTimeout(() => abort.abort(stalled), stalledMs);
  try {
    const response = await ask(url, abort.signal);
    const total = Number(response.headers.get('content-length')) || null;
    if (total !== null && total > maxBytes) throw new ModelError(`the file has ${total} bytes, more than ${maxBytes}`);
    const count = countBytes(maxBytes, (received) => {
      timer.refresh();
      show(received, total);
    });
    await pipeline(response.body ?? [], count, createWriteStream(target), { signal: abort.signal });
  } catch (error) {
    throw explain(url, abort.signal.aborted ? stalled : (error as Error));
  } finally {
    clearTimeout(timer);
  }
}

async function ask(url: URL, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal, headers: { 'accept-encoding': 'identity' } });
  if (url.protocol === 'https:' && !response.url.startsWith('https:')) {
    await response.body?.cancel();
    throw new ModelError(`${url.host} led from https to ${new URL(response.url).protocol}//`);
  }
  if (response.ok) return response;
  await response.body?.cancel();
  throw new ModelError(`${url.host} answered ${response.status}`);
}

function countBytes(maxBytes: number, tell: (received: number) => void): Transform {
  let received = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      received += chunk.length;
      tell(received);
      if (received > maxBytes) done(new ModelError(`the file has more than ${maxBytes} bytes`));
      else done(null, chunk);
    },
  });
}

/** The cause of a failed fetch stands behind its message. */
function explain(url: URL, error: Error): Error {
  if (error instanceof ModelError || (error as NodeJS.ErrnoException).code === 'ENOSPC') return error;
  const cause = error.cause instanceof Error ? error.cause : error;
  return new ModelError(`${url.host} cannot be downloaded from: ${cause.message}`);
}
