import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { createRtmpServer, stopRtmpServers } from '../support/rtmp-server.ts';
import { requireRecorderPrograms } from '../support/chromium.ts';
import { eventually } from '../support/client.ts';
import { startRecorderOn, startWorkerOn } from '../support/server.ts';
import { startOwnStack } from '../support/stack.ts';
import { closeBrowsers } from './support/browsers.ts';
import { joinMeeting, makeMeeting, openPanel } from './support/meeting.ts';
import { button, enter, heading, joinRoom, tile } from './support/room.ts';
import { type Site, startSiteOn } from './support/site.ts';
import { closeWindows, openWindow } from './support/window.ts';

let stack: Awaited<ReturnType<typeof startOwnStack>>;
let site: Site;
let recorder: Awaited<ReturnType<typeof startRecorderOn>>;
let worker: Awaited<ReturnType<typeof startWorkerOn>>;
let folder: string | undefined;

const settings = { STREAM_ALLOW_PRIVATE: 'true', RECORDER_CAPACITY: '4' };

before(async () => {
  await requireRecorderPrograms();
  // What other tests have asked recorders for is not to keep this one's busy.
  stack = await startOwnStack();
  site = await startSiteOn(stack.env, settings);
  folder = await mkdtemp(join(tmpdir(), 'plenum-recorder-'));
  [recorder, worker] = await Promise.all([startRecorderOn(site.env, folder, settings), startWorkerOn(site.env)]);
  await eventually(async () => {
    const { capabilities } = await site.call<{ capabilities: Record<string, boolean> }>('GET', '/v1/health');
    assert.equal(capabilities.recording, true, recorder.readLog());
  }, 20_000);
});
afterEach(closeWindows);
after(async () => {
  await closeBrowsers();
  await Promise.all([recorder?.stop(), worker?.stop(), stopRtmpServers()]);
  await site?.stop();
  await stack?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

function record(roomId: string, what: 'start' | 'stop'): Promise<unknown> {
  return site.call('POST', `/v1/rooms/${roomId}/recording/${what}`, what === 'start' ? {} : undefined);
}

function badge(page: Page, text: 'Recording' | 'Live' = 'Recording') {
  return page.getByRole('status', { name: 'What goes out of the room' }).getByText(text, { exact: true });
}

function question(page: Page, what = 'recorded', where = 'room') {
  return page.getByRole('dialog', { name: `This ${where} is now being ${what}` });
}

test('a recording is seen by all, asked about inside and told at the door', async () => {
  const link = await site.makeLink('recorded', 'participant');
  const ann = await joinRoom(link, 'Ann', { camera: 'red' });
  await tile(ann.page, 'Ann (you)').waitFor();
  assert.equal(await badge(ann.page).count(), 0);
  await record('recorded', 'start');
  await question(ann.page).waitFor();
  await badge(ann.page).waitFor();
  await ann.page.keyboard.press('Escape');
  await ann.page.keyboard.press('Escape');
  await question(ann.page).getByRole('button', { name: 'Stay' }).click();
  await question(ann.page).waitFor({ state: 'detached' });

  const bo = await openWindow({ camera: 'blue' });
  await bo.page.goto(link);
  await bo.page.getByText('This room is being recorded').waitFor();
  await button(bo.page, 'Agree and join').waitFor();
  await enter(bo.page, 'Bo');
  await badge(bo.page).waitFor();
  await tile(bo.page, 'Bo (you)').waitFor();
  assert.equal(await question(bo.page).count(), 0, 'who was told at the door is not asked again');

  await record('recorded', 'stop');
  await Promise.all([ann, bo].map(({ page }) => badge(page).waitFor({ state: 'detached' })));
  await bo.page.getByText('This room is no longer being recorded.').waitFor();

  await record('recorded', 'start');
  await Promise.all([ann, bo].map(({ page }) => question(page).waitFor()));
  await button(bo.page, 'Leave the room').click();
  await heading(bo.page, 'You left the room').waitFor();
  await record('recorded', 'stop');
  await question(ann.page).waitFor({ state: 'detached' });
  for (const { errors } of [ann, bo]) assert.deepEqual(errors, []);
});

test('whoever was at the door when it began is told before they go in', async () => {
  const link = await site.makeLink('begun', 'participant');
  const ann = await joinRoom(link, 'Ann', { camera: 'red' });
  await tile(ann.page, 'Ann (you)').waitFor();
  const bo = await openWindow({ camera: 'blue' });
  await bo.page.goto(link);
  await bo.page.getByLabel('Your name').waitFor();
  await record('begun', 'start');
  await enter(bo.page, 'Bo');
  await bo.page.getByText('By joining you agree to be recorded').waitFor();
  assert.equal(await tile(ann.page, 'Bo').count(), 0);
  await button(bo.page, 'Agree and join').click();
  await tile(ann.page, 'Bo').waitFor();
  await badge(bo.page).waitFor();
  assert.equal(await question(bo.page).count(), 0);
});

test('a stream is live for all, which is not a recording', async () => {
  const link = await site.makeLink('streamed', 'participant');
  const ann = await joinRoom(link, 'Ann', { camera: 'red' });
  await tile(ann.page, 'Ann (you)').waitFor();
  const { url } = await createRtmpServer();
  await site.call('POST', '/v1/rooms/streamed/stream/start', { url });
  await question(ann.page, 'streamed live').waitFor();
  await button(ann.page, 'Stay').click();
  await badge(ann.page, 'Live').waitFor();

  const bo = await openWindow({ camera: 'blue' });
  await bo.page.goto(link);
  await bo.page.getByText('By joining you agree to be streamed live').waitFor();
  await enter(bo.page, 'Bo');
  await badge(bo.page, 'Live').waitFor();
  assert.equal(await question(bo.page, 'streamed live').count(), 0);
  for (const { page } of [ann, bo]) assert.equal(await badge(page).count(), 0, 'nothing is recorded');

  await site.call('POST', '/v1/rooms/streamed/stream/stop');
  await Promise.all([ann, bo].map(({ page }) => badge(page, 'Live').waitFor({ state: 'detached' })));
});

test('a host has a meeting recorded from its page, and is asked about the meeting', async () => {
  const { hostLink } = await makeMeeting(site);
  const ann = await joinMeeting(hostLink, 'Ann', { camera: 'red' });
  await openPanel(ann.page, 'Host controls');
  await button(ann.page, 'Start recording').click();
  await question(ann.page, 'recorded', 'meeting').waitFor();
  await button(ann.page, 'Leave the meeting').waitFor();
  await button(ann.page, 'Stay').click();
  await badge(ann.page).waitFor();
  await button(ann.page, 'Stop recording').click();
  await badge(ann.page).waitFor({ state: 'detached' });
  await ann.page.getByText('This meeting is no longer being recorded.').waitFor();
  await button(ann.page, 'Start recording').waitFor();
  assert.deepEqual(ann.errors, []);
});
