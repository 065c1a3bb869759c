import type { Capture, CaptureHandlers, CaptureRequest } from './capture.ts';
import { startCaptureServer } from './capture-server.ts';
import { openCapture } from './open-capture.ts';
import { keepSparePage } from './spare-page.ts';
import { keepChromiumWarm } from './warm-chromium.ts';

export type { Capture, CaptureHandlers, CaptureRequest } from './capture.ts';

/** A browser that captures any number of rooms at once. */
export interface CaptureBrowser {
  /** Resolves when the page is open; it joins the room then. Rejects when it cannot be opened. */
  open(request: CaptureRequest, handlers: CaptureHandlers): Promise<Capture>;
  /** Stops every capture, then the browser. */
  close(): Promise<void>;
}

/**
 * Starts one headless Chromium that stays for all captures, and the server of its page. Rejects when either is missing.
 * @param options The path of Chromium, and the folder of the built pages.
 */
export async function launchCaptureBrowser(options: { chromium: string; pageFolder: string }): Promise<CaptureBrowser> {
  const server = await startCaptureServer(options.pageFolder);
  const chromium = await keepChromiumWarm(options.chromium).catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  const spare = keepSparePage(server);
  const captures = new Set<Capture>();
  // A page that cannot be opened now is reported to who wants to capture.
  await spare.refill(await chromium.use()).catch(() => {});
  return {
    async open(request, handlers) {
      const page = await spare.take(await chromium.use());
      const capture = await openCapture(page, request, handlers);
      captures.add(capture);
      void capture.over.then(() => captures.delete(capture));
      return capture;
    },
    async close() {
      await Promise.all([...captures].map((capture) => capture.stop()));
      await spare.close();
      await chromium.close();
      await server.close();
    },
  };
}
