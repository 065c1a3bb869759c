import type { Browser } from 'playwright-core';
import { type CapturePage, openCapturePage } from './capture-page.ts';
import type { CaptureServer } from './capture-server.ts';

/** One page that is open already when a capture begins: to open it takes half a second. */
export interface SparePage {
  /** The open page, else a new one. */
  take(browser: Browser): Promise<CapturePage>;
  /** Opens one where there is none. */
  refill(browser: Browser): Promise<void>;
  close(): Promise<void>;
}

/** A capture that has just begun is not to share the processor with the opening of the next page. */
const REFILL_AFTER_MS = 5_000;

export function keepSparePage(server: CaptureServer): SparePage {
  let spare: CapturePage | null = null;
  let refilling: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function refill(browser: Browser): Promise<void> {
    if (spare !== null) return;
    const page = await openCapturePage(browser, server);
    if (isClosed || spare !== null) return page.close();
    spare = page;
    // Short of memory, the kernel ends it first.
    page.page.once('crash', () => {
      if (spare !== page) return;
      spare = null;
      page.close().catch(() => {});
    });
  }

  return {
    refill,
    async take(browser) {
      const page = spare;
      spare = null;
      clearTimeout(refilling);
      // Without a spare page the next capture only begins later.
      refilling = setTimeout(() => void refill(browser).catch(() => {}), REFILL_AFTER_MS);
      if (page && !page.page.isClosed()) return page;
      await page?.close();
      return openCapturePage(browser, server);
    },
    async close() {
      isClosed = true;
      clearTimeout(refilling);
      await spare?.close();
    },
  };
}
