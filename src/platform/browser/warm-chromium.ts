import type { Browser } from 'playwright-core';
import { type Chromium, launchChromium } from './launch-chromium.ts';

/** One Chromium that is always there: started ahead of the first use, and again when it has died. */
export interface WarmChromium {
  use(): Promise<Browser>;
  close(): Promise<void>;
}

export async function keepChromiumWarm(path: string): Promise<WarmChromium> {
  const first = await launchChromium(path);
  let current = Promise.resolve(first);
  async function replaceDead(chromium: Chromium): Promise<Chromium> {
    if (chromium.browser.isConnected()) return chromium;
    await chromium.close();
    return launchChromium(path);
  }
  return {
    async use() {
      const before = current;
      const next = before.then(replaceDead);
      // A start that failed is tried again by whoever asks next.
      current = next.catch(() => before);
      return (await next).browser;
    },
    async close() {
      await (await current).close();
    },
  };
}
