import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertOnlyOwnServers, assertSees, button, control, enter, heading, joinRoom } from './support/room.ts';
import { participantPath, tile } from './support/room.ts';
import type { Site } from './support/site.ts';
import { useSite } from './support/use-site.ts';
import { openWindow } from './support/window.ts';

let site: Site;
useSite((started) => {
  site = started;
});

test('two people meet by a link, see each other move, switch devices, leave and come back', async () => {
  const link = await site.makeLink('meet', 'participant');
  const ann = await joinRoom(link, 'Ann', { camera: 'red' });
  const bo = await joinRoom(link, 'Bo', { camera: 'blue' });
  await assertSees(ann, 'Bo', 'blue');
  await assertSees(bo, 'Ann', 'red');

  await control(ann.page, 'Microphone').click();
  await tile(bo.page, 'Ann, microphone off').waitFor();
  await control(ann.page, 'Microphone').click();
  await tile(bo.page, 'Ann').waitFor();

  await control(ann.page, 'Camera').click();
  await tile(bo.page, 'Ann, camera off').waitFor();
  await control(ann.page, 'Camera').click();
  await tile(bo.page, 'Ann').waitFor();
  await assertSees(bo, 'Ann', 'red');

  await button(ann.page, 'Leave').click();
  await heading(ann.page, 'You left the room').waitFor();
  await tile(bo.page, 'Ann').waitFor({ state: 'detached' });
  await button(ann.page, 'Rejoin').click();
  await assertSees(bo, 'Ann', 'red');

  for (const window of [ann, bo]) {
    assertOnlyOwnServers(window, site);
    assert.deepEqual(window.errors, []);
  }
});

test('rejoining does not switch on what was switched off', async () => {
  const ann = await joinRoom(await site.makeLink('rejoin', 'participant'), 'Ann', { camera: 'red' });
  await tile(ann.page, 'Ann (you)').waitFor();
  await control(ann.page, 'Microphone').click();
  await tile(ann.page, 'Ann (you), microphone off').waitFor();
  await button(ann.page, 'Leave').click();
  await button(ann.page, 'Rejoin').click();
  await tile(ann.page, 'Ann (you), microphone off').waitFor();
  assert.equal(await control(ann.page, 'Microphone').getAttribute('aria-checked'), 'false');
});

test('a viewer sees the others and has nothing to send with', async () => {
  const ann = await joinRoom(await site.makeLink('watched', 'participant'), 'Ann', { camera: 'red' });
  const viewer = await openWindow({ camera: 'blue' });
  await viewer.page.goto(await site.makeLink('watched', 'viewer'));
  await viewer.page.getByLabel('Your name').waitFor();
  assert.equal(await control(viewer.page, 'Camera').count(), 0, 'no device is asked for');
  await enter(viewer.page, 'Vera');

  await assertSees(viewer, 'Ann', 'red');
  const controls = viewer.page.getByRole('group', { name: 'Controls' }).getByRole('button');
  assert.deepEqual(await controls.allTextContents(), ['Devices', 'Leave']);
  assert.equal(await control(viewer.page, 'Microphone').count(), 0);
  await ann.page.getByText('1 watching').waitFor();
  assert.equal(await tile(ann.page, 'Vera').count(), 0, 'who only watches has no tile');
});

test('a new role holds at once: controls come and go with it', async () => {
  const viewer = await joinRoom(await site.makeLink('promoted', 'viewer'), 'Vera', { camera: 'red' });
  await viewer.page.getByRole('group', { name: 'Controls' }).waitFor();
  const path = await participantPath(site, 'promoted', 'Vera');
  await site.call('PATCH', path, { role: 'participant' });
  await control(viewer.page, 'Microphone').waitFor();
  await site.call('PATCH', path, { role: 'viewer' });
  await control(viewer.page, 'Microphone').waitFor({ state: 'detached' });
});

test('who is muted by a host is told so', async () => {
  const ann = await joinRoom(await site.makeLink('muted', 'participant'), 'Ann', { camera: 'red' });
  await tile(ann.page, 'Ann (you)').waitFor();
  await site.call('POST', `${await participantPath(site, 'muted', 'Ann')}/mute`, {});
  await ann.page.getByText('A host muted you.').waitFor();
  assert.equal(await control(ann.page, 'Microphone').getAttribute('aria-checked'), 'false');
});

test('a shared screen is shown large to the others until it is stopped', async () => {
  const link = await site.makeLink('screen', 'participant');
  const ann = await joinRoom(link, 'Ann', { camera: 'red' });
  const bo = await joinRoom(link, 'Bo', { camera: 'blue' });
  await button(ann.page, 'Share screen').click();
  await tile(bo.page, "Ann's screen").locator('video').waitFor();
  assert.ok((await bo.sampleVideo("Ann's screen", 1000)).frames > 0, 'frames of the screen arrive');
  await tile(ann.page, 'Your screen').getByRole('button', { name: 'Stop sharing' }).click();
  await tile(bo.page, "Ann's screen").waitFor({ state: 'detached' });
});

test('devices can be chosen in the room, and the choice stays', async () => {
  const ann = await joinRoom(await site.makeLink('devices', 'participant'), 'Ann', { camera: 'red' });
  await button(ann.page, 'Devices').click();
  const microphones = ann.page.getByRole('dialog').getByLabel('Microphone');
  const labels = await microphones.locator('option').allTextContents();
  assert.ok(labels.length > 1, `several microphones: ${labels.join(', ')}`);
  await microphones.selectOption({ label: labels.at(-1) ?? '' });
  await button(ann.page, 'Done').click();
  await button(ann.page, 'Devices').click();
  assert.equal(await microphones.locator('option:checked').textContent(), labels.at(-1));
});

test('the name is asked for, and kept for the next time', async () => {
  const link = await site.makeLink('kept', 'participant');
  const ann = await joinRoom(link, ' ', { camera: 'red' });
  await ann.page.getByText('Enter a name').waitFor();
  await enter(ann.page, 'Ann');
  await tile(ann.page, 'Ann (you)').waitFor();
  await ann.page.goto(link);
  assert.equal(await ann.page.getByLabel('Your name').inputValue(), 'Ann');
});

test('the start page loads nothing of the room page and nothing from elsewhere', async () => {
  const window = await openWindow();
  await window.page.goto(site.url, { waitUntil: 'networkidle' });
  await heading(window.page, 'Video rooms on your own server').waitFor();
  assert.deepEqual(window.requested.filter((url) => url.includes('RoomPage')), []);
  assertOnlyOwnServers(window, site);
  assert.deepEqual(window.errors, []);
});
