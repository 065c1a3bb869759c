// A process that captures a room until it is killed: the request comes by its channel, the file's path with it.
import { appendFileSync } from 'node:fs';
import { launchCaptureBrowser } from '../../../src/platform/browser/capture-browser.ts';
import type { CaptureRequest } from '../../../src/platform/browser/capture-browser.ts';

export interface CaptureOrder {
  chromium: string;
  pageFolder: string;
  path: string;
  request: CaptureRequest;
}

process.once('message', (order: CaptureOrder) => void obey(order));

async function obey({ chromium, pageFolder, path, request }: CaptureOrder): Promise<void> {
  const browser = await launchCaptureBrowser({ chromium, pageFolder });
  await browser.open(request, {
    onChunk: (chunk) => appendFileSync(path, chunk),
    onStarted: () => process.send?.('started'),
    onEmpty: () => {},
    onEnded: (reason) => process.send?.(reason),
  });
}
