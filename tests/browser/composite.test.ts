import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RoomServiceClient } from 'livekit-server-sdk';
import { type CaptureBrowser, launchCaptureBrowser } from '../../src/platform/browser/capture-browser.ts';
import { lineProgress } from '../../src/start/local/progress.ts';
import { buildWebPage } from '../../src/start/local/web-page.ts';
import { findChromium } from '../support/chromium.ts';
import { useSharedStack } from '../support/stack.ts';
import { type CapturedFile, captureToFile, removeCapturedFiles } from './support/captured-file.ts';
import { type Picture, probe, readPictures, type Rgb, toneShare } from './support/media-file.ts';
import { COLOURS, joinPainted, leaveEverybody, type Livekit, livekitOf, type PaintedPersonOptions, signToken } from './support/painted-person.ts';

/** Far more than any of them takes, on a machine that others use as well. */
const bounded = { timeout: 90_000 };

const pageFolder = join(import.meta.dirname, '../../dist/web');

let stack: Awaited<ReturnType<typeof useSharedStack>>;
let livekit: Livekit;
let browser: CaptureBrowser;

before(async () => {
  assert.ok(await buildWebPage(process.env, lineProgress(console.log)), 'the pages are built');
  stack = await useSharedStack();
  livekit = livekitOf(stack.env);
  browser = await launchCaptureBrowser({ chromium: await findChromium(), pageFolder });
});
afterEach(leaveEverybody);
after(async () => {
  await browser?.close();
  await stack?.stop();
  removeCapturedFiles();
});

type CaptureOptions = Partial<Parameters<typeof captureToFile>[1]>;

async function capture(room: string, options: CaptureOptions = {}): Promise<CapturedFile> {
  const token = await signToken(livekit, room, 'plenum-recorder', 'Recorder', true);
  return captureToFile(browser, { livekitUrl: livekit.url, token, ...options });
}

function joinAs(room: string, identity: string, options: Partial<PaintedPersonOptions> = {}) {
  return joinPainted(livekit, { room, identity, ...options });
}

/** What a colour of a picture is, however the encoder blurred it. */
function nameOf([red, green, blue]: Rgb): string {
  const bright = [red, green, blue].map((channel) => channel > 150);
  if (Math.max(red, green, blue) < 80) return 'dark';
  const names = { 'true,false,false': 'red', 'false,true,false': 'green', 'false,false,true': 'blue', 'true,true,false': 'yellow' };
  return names[bright.join() as keyof typeof names] ?? `${[red, green, blue].map(Math.round)}`;
}

function coloursAt(picture: Picture | undefined, points: [x: number, y: number][]): string[] {
  return points.map(([x, y]) => (picture ? nameOf(picture.colourAt(x, y)) : 'no picture'));
}

const LEFT: [number, number] = [318, 400];
const RIGHT: [number, number] = [962, 400];
const TOP: [number, number] = [640, 90];

test('two people stand side by side under their names, with their sound, in an MP4', bounded, async () => {
  await joinAs('two', 'ann', { name: 'Ann Arbor', colour: COLOURS.red, toneHz: 440 });
  await joinAs('two', 'bo', { name: 'Bo', colour: COLOURS.blue, toneHz: 1000 });
  const file = await capture('two');
  const startedAt = await file.started;
  await sleep(6_000);
  const seconds = ((await file.stop()) - startedAt) / 1000;

  const { codecs, width, height, duration } = await probe(file.path);
  assert.deepEqual([codecs, width, height], [['h264', 'opus'], 1280, 720]);
  // It tells that it has started when the first second is in the file.
  assert.ok(duration > seconds && duration < seconds + 4, `${duration} s for ${seconds} s`);
  const pictures = await readPictures(file.path, 2);
  const picture = pictures[Math.floor(pictures.length / 2)];
  assert.deepEqual(coloursAt(picture, [LEFT, RIGHT, TOP]), ['red', 'blue', 'dark']);
  assert.notEqual(nameOf(picture?.colourAt(12, 517, 4) ?? [0, 0, 0]), 'red', 'the name has a ground of its own');
  for (const hz of [440, 1000]) assert.ok((await toneShare(file.path, hz)) > 0.2, `${hz} Hz is heard`);
  assert.ok((await toneShare(file.path, 2000)) < 0.01, 'nothing else is');
});

test('a camera that is switched off, and a person who leaves, change the picture within a second', bounded, async () => {
  await joinAs('changes', 'ann', { colour: COLOURS.red });
  const bo = await joinAs('changes', 'bo', { colour: COLOURS.blue });
  const file = await capture('changes');
  await file.started;
  const mutedAt = await afterSeconds(2, () => bo.muteCamera(true));
  const leftAt = await afterSeconds(2.5, () => bo.leave());
  const cameAt = await afterSeconds(2.5, () => joinAs('changes', 'cy', { colour: COLOURS.green }));
  await sleep(2_000);
  const stoppedAt = await file.stop();

  const pictures = await readPictures(file.path, 10, 2);
  const { duration } = await probe(file.path);
  const at = (time: number) => pictures[Math.round((duration - (stoppedAt - time) / 1000) * 10)];
  assert.deepEqual(coloursAt(at(mutedAt - 1000), [LEFT, [700, 220]]), ['red', 'blue']);
  assert.deepEqual(coloursAt(at(mutedAt + 1000), [LEFT, [700, 220]]), ['red', 'dark'], 'the camera is off');
  assert.deepEqual(coloursAt(at(leftAt - 1000), [TOP]), ['dark']);
  assert.deepEqual(coloursAt(at(leftAt + 1000), [TOP]), ['red'], 'who stays has the whole picture');
  assert.deepEqual(coloursAt(at(cameAt + 1000), [LEFT, RIGHT]), ['red', 'green'], 'who comes is there');
});

async function afterSeconds(seconds: number, act: () => Promise<unknown>): Promise<number> {
  await sleep(seconds * 1000);
  await act();
  return Date.now();
}

test('a shared screen is large and first, people stand beside it; the speaker is large, or alone', bounded, async () => {
  const ann = await joinAs('layouts', 'ann', { colour: COLOURS.red });
  await joinAs('layouts', 'bo', { colour: COLOURS.blue, toneHz: 440 });
  const speaker = await capturePicture('layouts', 'speaker');
  assert.deepEqual(coloursAt(speaker, [[500, 360], [1150, 360]]), ['blue', 'red']);
  const alone = await capturePicture('layouts', 'single-speaker');
  assert.deepEqual(coloursAt(alone, [[500, 360], [1150, 360]]), ['blue', 'blue']);
  await ann.shareScreen(COLOURS.yellow);
  const screen = await capturePicture('layouts', 'grid');
  assert.deepEqual(coloursAt(screen, [[500, 360], [1150, 300], [1150, 420]]), ['yellow', 'red', 'blue']);
});

async function capturePicture(room: string, layout: 'grid' | 'speaker' | 'single-speaker'): Promise<Picture | undefined> {
  const file = await capture(room, { layout });
  await file.started;
  // Both halves of a tone that comes and goes.
  await sleep(2_500);
  await file.stop();
  return (await readPictures(file.path, 2)).at(-1);
}

test('sound alone gives a file of sound alone', bounded, async () => {
  await joinAs('sound', 'ann', { colour: COLOURS.red, toneHz: 440 });
  const file = await capture('sound', { audioOnly: true });
  const startedAt = await file.started;
  await sleep(3_000);
  const seconds = ((await file.stop()) - startedAt) / 1000;
  const { codecs, duration } = await probe(file.path);
  assert.deepEqual(codecs, ['opus']);
  assert.ok(duration > seconds && duration < seconds + 4, `${duration} s for ${seconds} s`);
  assert.ok((await toneShare(file.path, 440)) > 0.5);
});

test('a room is told to be empty three seconds after everybody left, and when nobody comes', bounded, async () => {
  const ann = await joinAs('emptied', 'ann', { colour: COLOURS.red });
  const file = await capture('emptied');
  const deserted = await capture('deserted');
  const startedAt = await file.started;
  assert.ok((await deserted.empty) - startedAt < 15_000);
  await deserted.stop();
  assert.equal((await probe(deserted.path)).codecs.join(), 'h264,opus', 'an empty room gives a file as well');
  // Somewhere between these she is gone.
  const leavesAt = Date.now();
  await ann.leave();
  const leftAt = Date.now();
  const toldAt = await file.empty;
  assert.ok(toldAt - leavesAt > 2_900 && toldAt - leftAt < 10_000, `told after ${toldAt - leavesAt} ms`);
  await file.stop();
});

test('a room that is closed ends the capture as empty, with a whole file', bounded, async () => {
  await joinAs('closed', 'ann', { colour: COLOURS.red });
  const file = await capture('closed');
  await file.started;
  await roomService().deleteRoom('closed');
  await file.empty;
  assert.equal(await file.ended, 'The room was closed.');
  await file.stop();
  assert.ok((await probe(file.path)).duration > 0.9);
});

test('what keeps a recorder out of a room is told', bounded, async () => {
  const refused = await capture('refused', { token: 'not.a.token' });
  assert.match(await refused.ended, /^The room could not be recorded: /);
  await joinAs('put-out', 'ann');
  const file = await capture('put-out');
  await file.started;
  await roomService().removeParticipant('put-out', 'plenum-recorder');
  assert.equal(await file.ended, 'It was removed from the room.');
});

function roomService(): RoomServiceClient {
  return new RoomServiceClient(livekit.url.replace(/^ws/, 'http'), livekit.apiKey, livekit.apiSecret);
}
