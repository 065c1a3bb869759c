import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from '../../support/chromium.ts';
import { writeFakeCamera, type CameraColour } from './fake-camera.ts';

/** What a video in the page showed while it was looked at. */
export interface VideoSample {
  /** Frames presented meanwhile. */
  frames: number;
  /** The ground's colour. */
  colour: CameraColour | 'other';
  /** Where the white bar stood at each look, 0 left to 1 right. */
  barPositions: number[];
}

export interface WindowOptions extends BrowserContextOptions {
  /** The colour of the fake camera's picture; without one the browser has no camera and no microphone. */
  camera?: CameraColour;
  /** Whether the browser answers its own questions for camera and microphone with yes (default) or no. */
  allowDevices?: boolean;
}

/** A Chromium of its own with one page and a fake camera of its own. */
export interface BrowserWindow {
  page: Page;
  /** Every address that the page asked for, WebSockets included. */
  requested: string[];
  /** What the page logged as errors, and what it threw. */
  errors: string[];
  /** Looks at the video in the tile whose accessible name begins with `label`. */
  sampleVideo: (label: string, milliseconds?: number) => Promise<VideoSample>;
  close: () => Promise<void>;
}

const SAMPLER = join(import.meta.dirname, 'video-sampler.js');

/** Opens a headless browser window. A fake camera's film belongs to a browser process, so each window is its own. */
export async function openWindow({ camera, allowDevices = true, ...context }: WindowOptions): Promise<BrowserWindow> {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-window-'));
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: await argumentsFor(folder, camera, allowDevices),
    ...(process.getuid?.() === 0 ? { chromiumSandbox: false } : {}),
  });
  const page = await (await browser.newContext(context)).newPage();
  await page.addInitScript({ path: SAMPLER });
  return {
    page,
    ...listen(page),
    sampleVideo: (label, milliseconds = 1500) =>
      page.evaluate<VideoSample>(`sampleVideo(${JSON.stringify(label)}, ${milliseconds})`),
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function argumentsFor(folder: string, camera: CameraColour | undefined, allow: boolean): Promise<string[]> {
  const quiet = ['--mute-audio', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  if (!camera) return quiet;
  const film = join(folder, `${camera}.y4m`);
  await writeFakeCamera(film, camera);
  const answer = allow ? '--use-fake-ui-for-media-stream' : '--deny-permission-prompts';
  return [...quiet, '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`, answer];
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
