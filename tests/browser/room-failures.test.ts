import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { eventually } from '../support/client.ts';
import { findFreePort, startServerOn } from '../support/server.ts';
import { button, control, enter, heading, joinRoom, participantPath, tile } from './support/room.ts';
import type { Site } from './support/site.ts';
import { useSite } from './support/use-site.ts';
import { openWindow } from './support/window.ts';

let site: Site;
useSite((started) => {
  site = started;
});

test('a broken, an expired and an unknown address each say so', async () => {
  const { page } = await openWindow();
  const link = await site.makeLink('failures', 'participant');
  await page.goto(`${link}x`);
  await heading(page, 'This link does not work').waitFor();
  await page.goto(site.expire(link));
  await heading(page, 'This link has ended').waitFor();
  await page.goto(`${site.url}/nowhere`);
  await heading(page, 'There is no page here').waitFor();
});

test('who is removed reads that a host did it, and cannot press back in', async () => {
  const ann = await joinRoom(await site.makeLink('removed', 'participant'), 'Ann', { camera: 'red' });
  await tile(ann.page, 'Ann (you)').waitFor();
  await site.call('DELETE', await participantPath(site, 'removed', 'Ann'));
  await heading(ann.page, 'A host removed you from the room').waitFor();
  assert.equal(await ann.page.getByRole('button').count(), 0);
});

test('who is in a room that is deleted reads that it was closed, and the link says that it has ended', async () => {
  const link = await site.makeLink('closed', 'participant');
  const ann = await joinRoom(link, 'Ann', { camera: 'red' });
  await tile(ann.page, 'Ann (you)').waitFor();
  await site.call('DELETE', '/v1/rooms/closed');
  await heading(ann.page, 'The room was closed').waitFor();
  await ann.page.goto(link);
  await heading(ann.page, 'This link has ended').waitFor();
});

test('who joins from elsewhere reads why it stopped here, and can come back', async (t) => {
  const ann = await joinRoom(await site.makeLink('elsewhere', 'participant'), 'Ann', { camera: 'red' });
  await tile(ann.page, 'Ann (you)').waitFor();
  const identity = (await participantPath(site, 'elsewhere', 'Ann')).split('/').at(-1) ?? '';
  const other = await joinWithoutPage('elsewhere', identity);
  t.after(() => other.close());
  await heading(ann.page, 'You joined from somewhere else').waitFor();
  await button(ann.page, 'Use this window instead').click();
  await tile(ann.page, 'Ann (you)').waitFor();
});

test('a full room says so and offers another try', async () => {
  await site.call('POST', '/v1/rooms', { name: 'full', maxParticipants: 1 });
  const link = await site.makeLink('full', 'participant');
  const ann = await joinRoom(link, 'Ann', { camera: 'red' });
  await tile(ann.page, 'Ann (you)').waitFor();
  const bo = await joinRoom(link, 'Bo', { camera: 'blue' });
  await bo.page.getByRole('alert').getByText('The room seems to be full').waitFor();
  await button(ann.page, 'Leave').click();
  await heading(ann.page, 'You left the room').waitFor();
  // Her page does not wait until LiveKit has read it.
  await eventually(async () => assert.deepEqual(await site.call('GET', '/v1/rooms/full/participants'), { participants: [] }), 20_000);
  await button(bo.page, 'Try again').click();
  await tile(bo.page, 'Bo (you)').waitFor();
});

test('without a camera and a microphone one can join all the same', async () => {
  const ann = await joinRoom(await site.makeLink('no-devices', 'participant'), 'Ann', {});
  await tile(ann.page, 'Ann (you), microphone off, camera off').waitFor();
  await control(ann.page, 'Camera').click();
  await ann.page.getByText('No camera was found.').waitFor();
});

test('blocked devices are explained, and one can join all the same', async () => {
  const ann = await openWindow({ camera: 'red', allowDevices: false });
  await ann.page.goto(await site.makeLink('blocked', 'participant'));
  await ann.page.getByText('The browser blocks the camera.').waitFor();
  await ann.page.getByText('The browser blocks the microphone.').waitFor();
  await enter(ann.page, 'Ann');
  await tile(ann.page, 'Ann (you), microphone off, camera off').waitFor();
});

test('a browser without WebRTC is told what to use', async () => {
  const script = 'delete globalThis.RTCPeerConnection; delete globalThis.webkitRTCPeerConnection';
  const { page } = await openWindow({ script });
  await page.goto(await site.makeLink('old-browser', 'participant'));
  await heading(page, 'This browser cannot make video calls').waitFor();
});

test('a screen that cannot be shared, or was not chosen, is explained', async () => {
  const link = await site.makeLink('no-screen', 'participant');
  const phone = await joinRoom(link, 'Pia', { script: 'delete MediaDevices.prototype.getDisplayMedia' });
  await button(phone.page, 'Share screen').click();
  await phone.page.getByText('This browser cannot share a screen.').waitFor();
  // Headless Chromium never answers its own question, so the answer is given here: cancelled.
  const refuse = "() => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))";
  const shy = await joinRoom(link, 'Shay', { script: `MediaDevices.prototype.getDisplayMedia = ${refuse}` });
  await button(shy.page, 'Share screen').click();
  await shy.page.getByText('No screen is shared').waitFor();
});

test('who asks too often reads when to try again, and then can', async (t) => {
  const windowMs = 6000;
  const strict = await startServerOn(site.env, { RATE_LIMIT_IP: `1/${windowMs / 1000}s` });
  t.after(() => strict.stop());
  const link = (await site.makeLink('limited', 'participant')).replace(site.url, strict.url);
  const { page } = await openWindow();
  // The page is read before, lest the time be over when it is.
  await page.goto(link);
  await page.getByRole('heading').first().waitFor();
  // Windows begin at multiples of their length, and a timer may be early.
  await setTimeout(windowMs - (Date.now() % windowMs) + 20);
  await fetch(link.replace('/r/', '/v1/room-links/'));
  await page.reload();
  await heading(page, 'Too many tries').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Try again in \d s$/ }).isDisabled(), true);
  await button(page, 'Try again').click();
  await page.getByLabel('Your name').waitFor();
});

test('a server that goes away is named, and joining works when it is back', async (t) => {
  const first = await startServerOn(site.env);
  t.after(() => first.stop());
  const { page } = await openWindow({ camera: 'red' });
  await page.goto((await site.makeLink('away', 'participant')).replace(site.url, first.url));
  await page.getByLabel('Your name').fill('Ann');
  await first.stop();
  await button(page, 'Join').click();
  await page.getByRole('alert').getByText('The server cannot be reached').waitFor();
  const second = await startServerOn(site.env, { PORT: new URL(first.url).port });
  t.after(() => second.stop());
  await button(page, 'Try again').click();
  await tile(page, 'Ann (you)').waitFor();
});

test('a media server that cannot be reached is told apart from the server', async (t) => {
  const lonely = await startServerOn(site.env, { LIVEKIT_PUBLIC_URL: `ws://127.0.0.1:${await findFreePort()}` });
  t.after(() => lonely.stop());
  const link = (await site.makeLink('lonely', 'participant')).replace(site.url, lonely.url);
  const ann = await joinRoom(link, 'Ann', { camera: 'red' });
  await ann.page.getByRole('alert').getByText('The media server cannot be reached').waitFor();
  await button(ann.page, 'Try again').waitFor();
});

/** Opens a second session of somebody at LiveKit, as another device of theirs would. */
async function joinWithoutPage(roomId: string, userId: string): Promise<WebSocket> {
  const body = { roomId, userId, name: 'Ann', role: 'participant' };
  const { token, url } = await site.call<{ token: string; url: string }>('POST', '/v1/token', body);
  const socket = new WebSocket(`${url}/rtc?access_token=${token}&auto_subscribe=1&protocol=15&sdk=js&version=2.0.0`);
  await once(socket, 'open');
  return socket;
}
