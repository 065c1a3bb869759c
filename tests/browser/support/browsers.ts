import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../../support/chromium.ts';
import { writeFakeCamera, type CameraColour } from './fake-camera.ts';

/** What belongs to a whole browser process and not to a window. */
export interface Devices {
  /** The colour of the fake camera's picture; without one there is no camera and no microphone. */
  camera?: CameraColour;
  /** How the browser answers its own questions for camera, microphone and screen: yes unless false. */
  allowDevices?: boolean;
  /** Pages may play sound that nobody clicked for, as in the browser of LiveKit Egress. */
  autoplay?: boolean;
}

interface Running {
  browser: Browser;
  folder: string;
}

const running = new Map<string, Promise<Running>>();

/** A headless Chromium with these devices; one for each kind, shared by the windows of a test file. */
export async function useBrowser(devices: Devices): Promise<Browser> {
  const kind = JSON.stringify([devices.camera, devices.allowDevices, devices.autoplay]);
  const start = running.get(kind) ?? launch(devices);
  running.set(kind, start);
  return (await start).browser;
}

/** Closes every browser that `useBrowser` started. Call it in `after`. */
export async function closeBrowsers(): Promise<void> {
  for (const start of running.values()) {
    const { browser, folder } = await start;
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
  running.clear();
}

async function launch({ camera, allowDevices = true, autoplay = false }: Devices): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-browser-'));
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [
      '--mute-audio',
      '--disable-gpu',
      ...(autoplay ? ['--autoplay-policy=no-user-gesture-required'] : []),
      ...(camera ? await fakeDevices(folder, camera, allowDevices) : []),
    ],
    // Chromium's sandbox refuses to work for root.
    chromiumSandbox: process.getuid?.() !== 0,
  });
  return { browser, folder };
}

async function fakeDevices(folder: string, camera: CameraColour, allow: boolean): Promise<string[]> {
  const film = join(folder, `${camera}.y4m`);
  await writeFakeCamera(film, camera);
  return [
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
    allow ? '--use-fake-ui-for-media-stream' : '--deny-permission-prompts',
  ];
}
