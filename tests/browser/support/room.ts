import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Site } from './site.ts';
import { openWindow, type BrowserWindow, type VideoSample, type WindowOptions } from './window.ts';

/** Opens a window, follows a room link in it and joins under a name. */
export async function joinRoom(link: string, name: string, options: WindowOptions): Promise<BrowserWindow> {
  const window = await openWindow(options);
  await window.page.goto(link);
  await enter(window.page, name);
  return window;
}

/** Fills in the name at the door and joins, by the keyboard: a mouse can miss while the devices appear on the page. */
export async function enter(page: Page, name: string): Promise<void> {
  const field = page.getByLabel('Your name');
  await field.fill(name);
  await field.press('Enter');
}

export function heading(page: Page, name: string) {
  return page.getByRole('heading', { name, exact: true });
}

/** A person's tile, or a screen's, by its whole accessible name. */
export function tile(page: Page, name: string) {
  return page.getByRole('listitem', { name, exact: true });
}

/** The switch for the camera or the microphone, at the door and in the room. */
export function control(page: Page, name: 'Camera' | 'Microphone') {
  return page.getByRole('switch', { name, exact: true });
}

export function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true });
}

/** Checks that a window shows somebody's moving picture, and that it is theirs by its colour. */
export async function assertSees(window: BrowserWindow, name: string, colour: string): Promise<void> {
  await tile(window.page, name).locator('video').waitFor();
  const deadline = Date.now() + 20_000;
  let sample = await window.sampleVideo(name);
  // A stream that has just begun, on a busy machine, may need some seconds until it flows.
  while (!isMoving(sample) && Date.now() < deadline) sample = await window.sampleVideo(name);
  assert.ok(isMoving(sample), `the picture of ${name} moves: ${JSON.stringify(sample)}`);
  assert.equal(sample.colour, colour, `the picture of ${name} is theirs`);
}

/** Frames arrive, and the bar stands in other places in them. */
function isMoving({ frames, barPositions }: VideoSample): boolean {
  return frames >= 5 && new Set(barPositions.map((position) => position.toFixed(2))).size >= 5;
}

/** Checks that everything a page asked for came from the server under test or its LiveKit. */
export function assertOnlyOwnServers({ requested }: BrowserWindow, site: Site): void {
  const own = new Set([site.url, site.env['LIVEKIT_PUBLIC_URL'] ?? site.env['LIVEKIT_URL']].map(hostOf));
  const foreign = requested.filter((url) => !/^(data|blob):/.test(url) && !own.has(hostOf(url)));
  assert.deepEqual(foreign, []);
  assert.ok(requested.length > 0, 'requests were seen');
}

function hostOf(url = ''): string {
  return new URL(url).host;
}

/** The API's path of the person with this name, once they are in the room. */
export async function participantPath(site: Site, roomId: string, name: string): Promise<string> {
  const path = `/v1/rooms/${roomId}/participants`;
  for (let tries = 0; tries < 200; tries += 1) {
    const { participants } = await site.call<{ participants: { identity: string; name: string }[] }>('GET', path);
    const found = participants.find((participant) => participant.name === name);
    if (found) return `${path}/${found.identity}`;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} did not appear in ${roomId}`);
}
