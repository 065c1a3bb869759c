import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { type CaptureServer, startCaptureServer } from '../../src/platform/browser/capture-server.ts';
import { lineProgress } from '../../src/start/local/progress.ts';
import { buildWebPage } from '../../src/start/local/web-page.ts';
import { eventually } from '../support/client.ts';
import { useSharedStack } from '../support/stack.ts';
import { closeBrowsers } from './support/browsers.ts';
import { COLOURS, joinPainted, leaveEverybody, type Livekit, livekitOf, signToken } from './support/painted-person.ts';
import { closeWindows, openWindow } from './support/window.ts';

const pageFolder = join(import.meta.dirname, '../../dist/web');

let stack: Awaited<ReturnType<typeof useSharedStack>>;
let livekit: Livekit;
let server: CaptureServer;

before(async () => {
  assert.ok(await buildWebPage(process.env, lineProgress(console.log)), 'the pages are built');
  stack = await useSharedStack();
  livekit = livekitOf(stack.env);
  server = await startCaptureServer(pageFolder);
});
afterEach(closeWindows);
afterEach(leaveEverybody);
after(async () => {
  await closeBrowsers();
  await server?.close();
  await stack?.stop();
});

/** The page's address as LiveKit Egress makes it. */
async function addressFor(room: string, layout: string): Promise<string> {
  const token = await signToken(livekit, room, 'EG_template', '', true);
  return `${server.addPlace().url}?${new URLSearchParams({ url: livekit.url, token, layout })}`;
}

test('the page shows the room and tells when to begin and end, as a template of LiveKit Egress', { timeout: 90_000 }, async () => {
  const ann = await joinPainted(livekit, { room: 'template', identity: 'ann', name: 'Ann', colour: COLOURS.red, toneHz: 440 });
  const { page, errors } = await openWindow({ autoplay: true });
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  await page.goto(await addressFor('template', 'speaker-dark'));
  await eventually(async () => assert.ok(lines.includes('START_RECORDING')), 30_000);
  await eventually(async () => assert.deepEqual(await page.evaluate(middlePixel), [true, false, false]), 10_000);
  assert.ok(!lines.includes('END_RECORDING'));
  await ann.leave();
  await eventually(async () => assert.ok(lines.includes('END_RECORDING')), 10_000);
  assert.deepEqual(errors, []);
});

/** Runs in the page: which of red, green and blue are bright in the middle of its canvas. */
const middlePixel = `(() => {
  const canvas = document.querySelector('canvas');
  const { data } = canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1);
  return [...data.slice(0, 3)].map((channel) => channel > 150);
})()`;
