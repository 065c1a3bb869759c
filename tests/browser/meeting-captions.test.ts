import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { eventually } from '../support/client.ts';
import { joinGateway } from '../support/gateway.ts';
import { startWorkerOn } from '../support/server.ts';
import { startOwnStack } from '../support/stack.ts';
import { closeBrowsers } from './support/browsers.ts';
import { joinMeeting, makeMeeting, openPanel, panelButton } from './support/meeting.ts';
import { button, enter, heading, joinRoom } from './support/room.ts';
import { type Site, startSiteOn } from './support/site.ts';
import { startToldSpeech, type ToldSpeech } from './support/told-speech.ts';
import { closeWindows, openWindow } from './support/window.ts';

let stack: Awaited<ReturnType<typeof startOwnStack>>;
let site: Site;
let speech: ToldSpeech;
let worker: Awaited<ReturnType<typeof startWorkerOn>>;
before(async () => {
  // On shared servers a worker would first have to tell all that other tests have left.
  stack = await startOwnStack();
  site = await startSiteOn(stack.env);
  [speech, worker] = await Promise.all([startToldSpeech(site, 'qpa'), startWorkerOn(site.env)]);
});
afterEach(closeWindows);
after(async () => {
  await closeBrowsers();
  await worker?.stop();
  await speech?.stop();
  await site?.stop();
  await stack?.stop();
});

function captions(page: Page) {
  return page.getByRole('region', { name: 'Captions' });
}

/** What is seen, each line with the name before it where it has one. */
function seen(page: Page) {
  return captions(page).locator('.captions-line');
}

/** The sign that what is said is written down. */
function notice(page: Page) {
  return page.getByRole('status').getByText('Transcribing', { exact: true });
}

test('the key T shows what people say, changes it in its place, and is remembered; nothing of it is HTML', async () => {
  const { meetingId, link } = await makeMeeting(site);
  const { page, errors } = await joinMeeting(link, 'Ann');
  const bo = await joinGateway(site, meetingId, '<b>Bo</b>');
  // Told over the gateway, so it stands.
  await panelButton(page, 'People').and(page.getByLabel('People, 2')).waitFor();
  await page.keyboard.press('t');
  await captions(page).waitFor();
  assert.equal(await button(page, 'Captions').getAttribute('aria-pressed'), 'true');
  const height = (await captions(page).boundingBox())?.height;

  await bo.must('captions:update', { text: 'good', final: false });
  await seen(page).getByText('good', { exact: true }).waitFor();
  assert.equal(await captions(page).getByRole('listitem').count(), 0, 'what still changes is not read aloud');
  await bo.must('captions:update', { text: 'good morning <i>all</i>', final: true });
  await seen(page).filter({ hasText: '<b>Bo</b>good morning <i>all</i>' }).waitFor();
  await captions(page).getByRole('log').getByText('good morning').waitFor();
  assert.equal(await seen(page).count(), 1);
  await bo.must('captions:update', { text: 'שלום '.repeat(300), final: false });
  await seen(page).nth(1).waitFor();
  assert.equal((await captions(page).boundingBox())?.height, height, 'nothing moves');

  await openPanel(page, 'Chat');
  await page.getByLabel('Message to everybody').pressSequentially('test');
  await captions(page).waitFor();
  await page.reload();
  await page.getByLabel('Your name').press('Enter');
  await captions(page).waitFor();
  await button(page, 'Captions').click();
  await captions(page).waitFor({ state: 'detached' });
  await bo.close();
  assert.deepEqual(errors, []);
});

test('a host has the meeting transcribed: everybody is told, also who comes later, and reads along', async () => {
  const { meetingId, link, hostLink } = await makeMeeting(site);
  const ann = await joinMeeting(hostLink, 'Ann');
  const bo = await joinMeeting(link, 'Bo');
  const panel = await openPanel(ann.page, 'Host controls');
  await panel.getByLabel('What is spoken').selectOption(speech.language);
  await button(ann.page, 'Start transcribing').click();
  await Promise.all(
    [ann, bo].flatMap(({ page }) => [notice(page), page.getByText('what is said here is written down')].map((told) => told.waitFor())),
  );

  await button(bo.page, 'Captions').click();
  const me = { participantId: await idOf(meetingId, 'Bo') };
  // What nobody stores is lost on whoever is still connecting.
  await eventually(async () => {
    await speech.hear(meetingId, { by: me, text: 'see', at: 1 }, false);
    await seen(bo.page).filter({ hasText: 'Yousee' }).waitFor({ timeout: 1_000 });
  }, 30_000);
  await speech.hear(meetingId, { by: me, text: 'see you there', at: 1 }, true);
  await seen(bo.page).filter({ hasText: 'YouSee you there' }).waitFor();
  assert.equal(await seen(bo.page).count(), 1, 'once, though it is told twice');

  await bo.page.reload();
  await bo.page.getByText('This meeting is being transcribed').waitFor();
  await button(bo.page, 'Agree and join').click();
  await notice(bo.page).waitFor();
  await button(ann.page, 'Stop transcribing').click();
  for (const { page } of [ann, bo]) await notice(page).waitFor({ state: 'detached' });
  await bo.page.getByText('This meeting is no longer being transcribed.').waitFor();
});

test("a room's page tells that what is said is written down, at the door and inside", async () => {
  await site.call('POST', '/v1/rooms', { name: 'told' });
  const link = await site.makeLink('told', 'participant');
  const ann = await joinRoom(link, 'Ann', {});
  await heading(ann.page, 'told').waitFor();
  await site.call('POST', '/v1/rooms/told/transcription/start', { language: speech.language });
  await notice(ann.page).waitFor();
  await ann.page.getByText('what is said here is written down').waitFor();
  const bo = await openWindow();
  await bo.page.goto(link);
  await bo.page.getByText('By joining you agree to be transcribed').waitFor();
  await enter(bo.page, 'Bo');
  await notice(bo.page).waitFor();
  await site.call('POST', '/v1/rooms/told/transcription/stop');
  for (const { page } of [ann, bo]) await notice(page).waitFor({ state: 'detached' });
});

async function idOf(meetingId: string, wanted: string): Promise<string> {
  const { participants } = await site.call<{ participants: { participantId: string; name: string }[] }>('GET', `/v1/meetings/${meetingId}`);
  return participants.find(({ name }) => name === wanted)?.participantId ?? '';
}
