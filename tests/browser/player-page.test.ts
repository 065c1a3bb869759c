import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { requireRecorderPrograms } from '../support/chromium.ts';
import { openStoredRecordings, type StoredRecordings } from '../support/stored-recordings.ts';
import { closeBrowsers } from './support/browsers.ts';
import { type Film, makeFilm } from './support/film.ts';
import { assertOnlyOwnServers, button, heading } from './support/room.ts';
import { type Site, startSite } from './support/site.ts';
import { startToldSpeech, type ToldSpeech } from './support/told-speech.ts';
import { type BrowserWindow, closeWindows, openWindow } from './support/window.ts';

let site: Site;
let stored: StoredRecordings;
let film: Film;
let speech: ToldSpeech;

const day = 86_400_000;
const script = readFileSync(join(import.meta.dirname, 'support/media-player.js'), 'utf8');

before(async () => {
  await requireRecorderPrograms();
  site = await startSite();
  [stored, film, speech] = await Promise.all([openStoredRecordings(site), makeFilm(20), startToldSpeech(site, 'qpb')]);
});
afterEach(closeWindows);
after(async () => {
  await closeBrowsers();
  await speech?.stop();
  await stored?.close();
  await site?.stop();
});

/** Opens the link to a recording as somebody does to whom it was sent. */
async function openLink(recordingId: string, expiresAt = Date.now() + day): Promise<BrowserWindow> {
  const window = await openWindow({ script });
  await window.page.goto(stored.linkUntil(recordingId, expiresAt));
  return window;
}

function addFilm(): Promise<string> {
  const facts = { roomId: 'Stand-up', filename: 'stand-up.mp4', durationSeconds: film.duration };
  return stored.add(film.video, { ...facts, createdAt: new Date('2026-11-22T14:30:05Z') }, film.strip);
}

function tiles(page: Page) {
  return page.getByRole('list', { name: 'Jump to' }).getByRole('button');
}

async function showsMessage({ page }: BrowserWindow, title: string): Promise<void> {
  await heading(page, title).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 0);
}

test('a link opens a player that tells what it plays, plays it, and jumps by its pictures', async () => {
  const window = await openLink(await addFilm());
  const { page } = window;
  await heading(page, 'Stand-up').waitFor();
  for (const fact of ['0:20', 'stand-up.mp4']) await page.getByText(fact, { exact: true }).waitFor();
  await page.getByText('2026').waitFor();
  assert.equal(await page.title(), 'Stand-up · Plenum');
  assert.doesNotMatch(page.url(), /\?/, 'the signature is where no server sees it');

  await page.evaluate('playMedia()');
  assert.equal(await page.evaluate('lookAtMedia()'), 'red');

  assert.equal(await tiles(page).count(), 10);
  await tiles(page).nth(7).click();
  assert.equal(await page.evaluate('untilSeeked(15)'), 'blue');
  await page.locator('[aria-current=time]').filter({ hasText: '0:15' }).waitFor();
  assertOnlyOwnServers(window, site);
  assert.deepEqual(window.errors, []);
});

test('the pictures can be used by the keyboard: one stop, then the arrow keys', async () => {
  const { page } = await openLink(await addFilm());
  await tiles(page).first().waitFor();
  await tiles(page).first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate('untilSeeked(17)'), 'blue');
  const stops = await tiles(page).evaluateAll((all) => all.filter((tile) => tile.tabIndex === 0).length);
  assert.equal(stops, 1);
});

test('the file can be kept, under its name', async () => {
  const { page } = await openLink(await addFilm());
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  const download = await downloading;
  assert.equal(download.suggestedFilename(), 'stand-up.mp4');
  assert.ok((await readFile(await download.path())).equals(film.video));
});

test('sound alone has a player, too', async () => {
  const id = await stored.add(film.audio, { mimeType: 'audio/mp4', filename: 'talk.m4a', roomId: null, createdAt: new Date('2026-11-22T22:20:00Z') });
  const window = await openLink(id);
  await heading(window.page, 'talk').waitFor();
  await window.page.getByText('0:20', { exact: true }).waitFor();
  assert.ok(Number(await window.page.evaluate('playMedia()')) >= 0.5);
  assert.equal(await tiles(window.page).count(), 0, 'there are no pictures');
  assert.deepEqual(window.errors, []);
});

test('who comes before the file waits, and then sees it without doing anything', async () => {
  const id = await addFilm();
  await stored.change(id, { status: 'recording' });
  const { page, errors } = await openLink(id);
  await heading(page, 'Stand-up is still being recorded').waitFor();
  await page.waitForTimeout(300);
  await stored.change(id, { status: 'processing' });
  await heading(page, 'Stand-up is being prepared').waitFor();
  await page.waitForTimeout(300);
  await stored.change(id, { status: 'ready' });
  await page.locator('video').waitFor({ timeout: 15_000 });
  assert.deepEqual(errors, []);
});

test('pictures that are made after the file appear by themselves', async () => {
  const id = await addFilm();
  await stored.change(id, { hasStrip: false });
  const { page, errors } = await openLink(id);
  await page.locator('video').waitFor();
  assert.equal(await tiles(page).count(), 0);
  await stored.change(id, { hasStrip: true });
  await tiles(page).first().waitFor({ timeout: 15_000 });
  assert.deepEqual(errors, []);
});

test('a link that leads nowhere says why', async () => {
  const id = await addFilm();
  await showsMessage(await openLink(id, Date.now() - 1_000), 'This link has expired');
  const broken = await openWindow();
  await broken.page.goto(`${stored.linkUntil(id, Date.now() + day)}x`);
  await showsMessage(broken, 'This link does not work');
  await broken.page.goto(`${site.url}/play`);
  await showsMessage(broken, 'This link does not work');
  await showsMessage(await openLink(await stored.add(null, { status: 'failed' })), 'This recording failed');
  await site.call('DELETE', `/v1/recordings/${id}`);
  await showsMessage(await openLink(id), 'This recording was deleted');
});

test('a file that the browser does not know, and one that is gone meanwhile, are told apart', async () => {
  const unknown = await openLink(await stored.add(Buffer.alloc(50_000, 'not a film')));
  await unknown.page.getByText('This browser cannot play this file').waitFor();
  await unknown.page.getByRole('link', { name: 'Download' }).waitFor();

  const id = await addFilm();
  const window = await openWindow();
  // Deleted between what the page reads of it and its first look at the file.
  await window.page.route('**/v1/recording-links/*', async (route) => {
    const response = await route.fetch();
    if (response.ok()) await site.call('DELETE', `/v1/recordings/${id}`);
    await route.fulfill({ response });
  });
  await window.page.goto(stored.linkUntil(id, Date.now() + day));
  await showsMessage(window, 'This recording was deleted');
});

const ann = { participantId: 'ann', name: 'Ann <b>Lee</b>' };
const bo = { participantId: 'bo', name: 'Bo' };
const said = [
  { by: ann, text: 'good morning everybody', at: 2 },
  { by: bo, text: 'morning', at: 6 },
  // More than fits, so that it scrolls.
  ...Array.from({ length: 30 }, (_, place) => ({ by: ann, text: `point ${place} of the agenda`, at: 11 + place / 4 })),
];

function words(page: Page, text: string) {
  return page.locator('.transcript-word').getByText(text, { exact: true });
}

test('a transcript appears when it is made, plays from a pressed word, and shows the word that is said', async () => {
  const id = await addFilm();
  const transcriptionId = await speech.begin(id);
  await speech.write(transcriptionId, 0, 40, []);
  const window = await openLink(id);
  const { page } = window;
  await page.getByText('40 % done').waitFor();
  await speech.write(transcriptionId, 1, 80, said);
  await speech.finish(transcriptionId);
  const transcript = page.getByRole('region', { name: 'Transcript' });
  await transcript.getByText('Ann <b>Lee</b>').first().waitFor();

  // So slowly that a word is being said while the test looks.
  await page.evaluate('Object.assign(document.querySelector("video"), { muted: true, playbackRate: 1 / 16 })');
  await words(page, 'Morning.').click();
  await page.locator('.transcript-segment[aria-current]').filter({ hasText: 'Bo' }).waitFor();
  await page.waitForFunction('!document.querySelector("video").paused && document.querySelector("video").currentTime >= 6');

  await transcript.getByRole('list', { name: 'What is said' }).focus();
  for (const key of ['End', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  await page.locator('.transcript-segment[aria-current] .transcript-now').filter({ hasText: '29' }).waitFor();
  assert.deepEqual(window.errors, []);
  assertOnlyOwnServers(window, site);
});

test('a transcript follows the playback until the reader scrolls, is searched, and can be kept', async () => {
  const id = await addFilm();
  const transcriptionId = await speech.begin(id);
  await speech.write(transcriptionId, 0, 100, said);
  await speech.finish(transcriptionId);
  const { page } = await openLink(id);
  const last = page.locator('.transcript-segment').last();
  await last.waitFor();
  const seek = (seconds: number) => page.evaluate(`document.querySelector("video").currentTime = ${seconds}`);
  const isInSight = 'scrolled => scrolled.scrollTop > 200';
  await seek(18.5);
  await page.locator('.transcript-segment[aria-current]').filter({ hasText: 'point 29' }).waitFor();
  await page.waitForFunction(`(${isInSight})(document.querySelector('.transcript-box'))`);

  await page.locator('.transcript-box').hover();
  await page.mouse.wheel(0, -10_000);
  const follow = button(page, 'Follow the playback');
  await follow.waitFor();
  await seek(17);
  await page.locator('.transcript-segment[aria-current]').filter({ hasText: 'point 24' }).waitFor();
  await page.waitForFunction("document.querySelector('.transcript-box').scrollTop === 0");
  await follow.click();
  await page.waitForFunction(`(${isInSight})(document.querySelector('.transcript-box'))`);
  assert.equal(await follow.count(), 0);

  const field = page.getByRole('searchbox', { name: 'Search the transcript' });
  await field.fill('2 of THE');
  await page.getByText('3 places').waitFor();
  assert.equal(await page.locator('.transcript-found').count(), 9);
  await field.press('Escape');
  await words(page, 'morning').first().waitFor();

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as text' }).click();
  const download = await downloading;
  assert.equal(download.suggestedFilename(), 'stand-up.txt');
  assert.match(await readFile(await download.path(), 'utf8'), /^\[00:00:02\] Ann <b>Lee<\/b>: good morning everybody/i);
  for (const [name, start] of [['SubRip', /^1\r?\n00:00:02,000 --> /], ['WebVTT', /^WEBVTT\r?\n/]] as const) {
    const address = await page.getByRole('link', { name: `Download as ${name} subtitles` }).getAttribute('href');
    assert.match(await (await fetch(site.url + address)).text(), start);
  }
});
