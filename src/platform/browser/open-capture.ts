import { writeCaptureParameters } from '../../contracts/capture-page.ts';
import type { Capture, CaptureHandlers, CaptureRequest } from './capture.ts';
import { beginCapture, type CapturePage, requestStop } from './capture-page.ts';
import { createPartReader } from './read-parts.ts';

export interface OpenedCapture extends Capture {
  /** Resolves when it has ended, whoever ended it. */
  over: Promise<void>;
}

/** The page sends several times a second once it has joined; one that is silent for so long hangs. */
const LONGEST_SILENCE_MS = 20_000;
const STOP_WITHIN_MS = 10_000;

/** Lets a page join a room, and hands on what it sends until it ends. The page is closed then. */
export async function openCapture(page: CapturePage, request: CaptureRequest, handlers: CaptureHandlers): Promise<OpenedCapture> {
  const ended = Promise.withResolvers<string>();
  const silence = setTimeout(() => ended.resolve('The recording page does not answer.'), LONGEST_SILENCE_MS);
  const readPart = createPartReader(handlers, ended.resolve);
  page.place.listen((part, isEvent) => {
    silence.refresh();
    readPart(part, isEvent);
  });
  page.page.once('crash', () => ended.resolve('The recording page crashed.'));
  page.page.once('close', () => ended.resolve('The recording browser ended.'));
  let isStopping = false;
  const finish = async () => {
    const reason = await ended.promise;
    clearTimeout(silence);
    await page.close();
    if (!isStopping) handlers.onEnded(reason);
  };
  const over = finish();
  await beginCapture(page, writeCaptureParameters(request));
  return {
    over,
    stop() {
      if (!isStopping) askToStop(page, ended.resolve);
      isStopping = true;
      return over;
    },
  };
}

function askToStop(page: CapturePage, end: (reason: string) => void): void {
  setTimeout(() => end('The recording page did not stop.'), STOP_WITHIN_MS).unref();
  requestStop(page).catch(() => end('The recording page is gone.'));
}
