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
}

const opened: Page[] = [];

const SAMPLER = join(import.meta.dirname, 'video-sampler.js');

/** Opens a window. Close all with `closeWindows` in `afterEach`, and the browsers with `closeBrowsers` in `after`. */
export async function openWindow(options: WindowOptions = {}): Promise<BrowserWindow> {
  const { camera, allowDevices, autoplay, script, ...contextOptions } = options;
  const browser = await useBrowser({
    ...(camera ? { camera } : {}),
    ...(allowDevices === false ? { allowDevices } : {}),
    ...(autoplay ? { autoplay } : {}),
  });
  const context = await browser.newContext(contextOptions);
  // Far more than a page takes: two browsers that send video may have to share two busy cores.
  context.setDefaultTimeout(40_000);
  const page = await context.newPage();
  opened.push(page);
  await page.addInitScript({ path: SAMPLER });
  if (script) await page.addInitScript(script);
  return {
    page,
    ...listen(page),
    sampleVideo: (label, milliseconds = 1500) =>
      page.evaluate<VideoSample>(`sampleVideo(${JSON.stringify(label)}, ${milliseconds})`),
  };
}

/** Closes the windows of a test; of a failed one it first prints what they showed. */
export async function closeWindows(test: object): Promise<void> {
  const failed = 'passed' in test && test.passed === false;
  for (const page of opened.splice(0)) {
    if (failed) console.log(`${page.url()} showed:\n${await page.innerText('body').catch(String)}`);
    await page.context().close();
  }
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
