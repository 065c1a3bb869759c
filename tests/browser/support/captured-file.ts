import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaptureBrowser, CaptureRequest } from '../../../src/platform/browser/capture-browser.ts';

/** A capture whose chunks go into a file, with the times at which things were told. */
export interface CapturedFile {
  path: string;
  /** When the first fragment came, in milliseconds since 1970. Rejects when it ended before. */
  started: Promise<number>;
  /** When the room was first told to be empty. */
  empty: Promise<number>;
  /** Why it ended by itself. */
  ended: Promise<string>;
  /** Stops, and tells when it was asked to. */
  stop(): Promise<number>;
}

const folder = mkdtempSync(join(tmpdir(), 'plenum-captures-'));
let count = 0;

export function removeCapturedFiles(): void {
  rmSync(folder, { recursive: true, force: true });
}

export async function captureToFile(
  browser: CaptureBrowser,
  request: Pick<CaptureRequest, 'livekitUrl' | 'token'> & Partial<CaptureRequest>,
): Promise<CapturedFile> {
  const path = join(folder, `${(count += 1)}.mp4`);
  const started = Promise.withResolvers<number>();
  const empty = Promise.withResolvers<number>();
  const ended = Promise.withResolvers<string>();
  // Who does not wait for the start is not to be told that there was none.
  started.promise.catch(() => {});
  const capture = await browser.open(
    { layout: 'grid', audioOnly: false, width: 1280, height: 720, ...request },
    {
      onChunk: (chunk) => appendFileSync(path, chunk),
      onStarted: () => started.resolve(Date.now()),
      onEmpty: () => empty.resolve(Date.now()),
      onEnded(reason) {
        ended.resolve(reason);
        started.reject(new Error(`It ended before it started: ${reason}`));
      },
    },
  );
  return {
    path,
    started: started.promise,
    empty: empty.promise,
    ended: ended.promise,
    async stop() {
      const askedAt = Date.now();
      await capture.stop();
      return askedAt;
    },
  };
}
