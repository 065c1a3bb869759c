import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { useBrowser, type Devices } from './browsers.ts';
import type { CameraColour } from './fake-camera.ts';

/** What a video in the page showed while it was looked at. */
export interface VideoSample {
  /** Frames presented meanwhile. */
  frames: number;
  /** The ground's colour. */
  colour: CameraColour | 'other';
  /** Where the white bar stood at each look, 0 left to 1 right. */
  barPositions: number[];
}

export interface WindowOptions extends BrowserContextOptions, Devices {
  /** Runs in the page before its own scripts. */
  script?: string;
}

/** A browser window of its own: it shares no storage with others. */
export interface BrowserWindow {
  page: Page;
  /** Every address that the page asked for, WebSockets included. */
  requested: string[];
  /** What the page logged as errors, and what it threw. */
  errors: string[];
  /** Looks at the video in the tile whose accessible name begins with `label`, from its first frame on. */
  sampleVideo: (label: string, milliseconds?: number) => Promise<VideoSample>;
  close: () => Promise<void>;
}

const SAMPLER = join(import.meta.dirname, 'video-sampler.js');

/** Opens a window. End the browsers with `closeBrowsers` in `after`. */
export async function openWindow(options: WindowOptions = {}): Promise<BrowserWindow> {
  const { camera, allowDevices, script, ...contextOptions } = options;
  const browser = await useBrowser({ ...(camera ? { camera } : {}), ...(allowDevices === false ? { allowDevices } : {}) });
  const context = await browser.newContext(contextOptions);
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.addInitScript({ path: SAMPLER });
  if (script) await page.addInitScript(script);
  return {
    page,
    ...listen(page),
    sampleVideo: (label, milliseconds = 1500) =>
      page.evaluate<VideoSample>(`sampleVideo(${JSON.stringify(label)}, ${milliseconds})`),
    close: () => context.close(),
  };
}

function listen(page: Page): { requested: string[]; errors: string[] } {
  const requested: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  page.on('websocket', (socket) => requested.push(socket.url()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { requested, errors };
}
