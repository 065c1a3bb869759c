import assert from 'node:assert/strict';
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchCaptureBrowser } from '../../src/platform/browser/capture-browser.ts';
import { lineProgress } from '../../src/start/local/progress.ts';
import { buildWebPage } from '../../src/start/local/web-page.ts';
import { findChromium } from '../support/chromium.ts';
import { eventually } from '../support/client.ts';
import { useSharedStack } from '../support/stack.ts';
import type { CaptureOrder } from './support/capture-process.ts';
import { captureToFile, removeCapturedFiles } from './support/captured-file.ts';
import { probe } from './support/media-file.ts';
import { COLOURS, joinPainted, leaveEverybody, type Livekit, livekitOf, signToken } from './support/painted-person.ts';

const bounded = { timeout: 90_000 };
const pageFolder = join(import.meta.dirname, '../../dist/web');
const folder = mkdtempSync(join(tmpdir(), 'plenum-killed-'));

let stack: Awaited<ReturnType<typeof useSharedStack>>;
let livekit: Livekit;
let chromium: string;

before(async () => {
  assert.ok(await buildWebPage(process.env, lineProgress(console.log)), 'the pages are built');
  chromium = await findChromium();
  stack = await useSharedStack();
  livekit = livekitOf(stack.env);
});
afterEach(leaveEverybody);
after(async () => {
  await stack?.stop();
  removeCapturedFiles();
  rmSync(folder, { recursive: true });
});

async function requestFor(room: string): Promise<CaptureOrder['request']> {
  const token = await signToken(livekit, room, 'plenum-recorder', 'Recorder', true);
  return { livekitUrl: livekit.url, token, layout: 'grid', audioOnly: false, width: 1280, height: 720 };
}

/** The processes with this text in their command line. */
function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => commandLineOf(pid).includes(text));
}

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

test('killing the capturing process leaves no browser, and all but the last two seconds of the file', bounded, async () => {
  await joinPainted(livekit, { room: 'killed', identity: 'ann', colour: COLOURS.red, toneHz: 440 });
  const recorder = fork(join(import.meta.dirname, 'support/capture-process.ts'), { execArgv: [] });
  const path = join(folder, 'killed.mp4');
  const order: CaptureOrder = { chromium, pageFolder, path, request: await requestFor('killed') };
  recorder.send(order);
  assert.deepEqual(await once(recorder, 'message'), ['started', undefined]);
  const startedAt = Date.now();
  const profile = `plenum-chromium-${recorder.pid}-`;
  assert.ok(processesWith(profile).length > 0, 'its browser runs');
  await sleep(5_300);
  recorder.kill('SIGKILL');
  const seconds = (Date.now() - startedAt) / 1000;
  await eventually(async () => assert.deepEqual(processesWith(profile), []), 10_000);

  const remuxed = join(folder, 'remuxed.mp4');
  execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-c', 'copy', '-movflags', '+faststart', remuxed]);
  const { codecs, duration } = await probe(remuxed);
  assert.deepEqual(codecs, ['h264', 'opus']);
  // It tells that it has started when the first second is in the file.
  assert.ok(duration > seconds + 1 - 2, `${duration} s of ${seconds + 1} s`);
});

test('a browser that dies ends its captures, and the next one has a new browser', bounded, async () => {
  await joinPainted(livekit, { room: 'died', identity: 'ann', colour: COLOURS.red });
  const browser = await launchCaptureBrowser({ chromium, pageFolder });
  const first = await captureToFile(browser, await requestFor('died'));
  await first.started;
  const profile = `plenum-chromium-${process.pid}-`;
  for (const pid of processesWith(profile)) if (!commandLineOf(pid).includes('--type=')) process.kill(pid, 'SIGKILL');
  assert.equal(await first.ended, 'The recording browser ended.');
  await first.stop();
  const second = await captureToFile(browser, await requestFor('died'));
  await second.started;
  await second.stop();
  assert.ok((await probe(second.path)).duration > 0.9);
  await browser.close();
  await eventually(async () => assert.deepEqual(processesWith(profile), []), 10_000);
  assert.deepEqual(readdirSync(tmpdir()).filter((name) => name.startsWith(profile)), [], 'the profiles are gone');
});

test('without the built page there is no capture browser, and nothing is left of it', bounded, async () => {
  await assert.rejects(() => launchCaptureBrowser({ chromium, pageFolder: folder }), /recording page/);
  assert.deepEqual(processesWith(`plenum-chromium-${process.pid}-`), []);
});
