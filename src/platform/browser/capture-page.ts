import type { Browser, Page } from 'playwright-core';
import { stopCaptureEvent } from '../../contracts/capture-page.ts';
import type { CapturePlace, CaptureServer } from './capture-server.ts';

/** The composite page in a context of its own, which shares nothing with other captures. */
export interface CapturePage {
  page: Page;
  /** Where what it captures arrives. */
  place: CapturePlace;
  close(): Promise<void>;
}

/** Opens a page that waits to be told its room. */
export async function openCapturePage(browser: Browser, server: CaptureServer): Promise<CapturePage> {
  const context = await browser.newContext({ serviceWorkers: 'block', acceptDownloads: false });
  const place = server.addPlace();
  const close = async () => {
    place.remove();
    await context.close().catch(() => {});
  };
  try {
    const page = await context.newPage();
    const response = await page.goto(place.url, { waitUntil: 'domcontentloaded' }).catch(() => null);
    if (!response?.ok()) throw new Error('The recording page could not be opened.');
    return { page, place, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Lets the page join its room. Its address is told to the page alone, since the token is in it. */
export async function beginCapture({ page }: CapturePage, parameters: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(parameters)}`).catch(() => {
    throw new Error('The recording page is gone.');
  });
}

/** Asks the page to send what it still has, and to end. Rejects when it is not there any more. */
export async function requestStop({ page }: CapturePage): Promise<void> {
  await page.evaluate(`void dispatchEvent(new Event('${stopCaptureEvent}'))`);
}
