import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/client.ts';
import { come, joinMeeting, makeMeeting, openPanel, panelButton, person } from './support/meeting.ts';
import { button, enter, heading } from './support/room.ts';
import type { Site } from './support/site.ts';
import { useSite } from './support/use-site.ts';
import { openWindow } from './support/window.ts';

let site: Site;
useSite((started) => {
  site = started;
});

test('who waits comes in by themselves when a host lets them in', async () => {
  const { link, hostLink } = await makeMeeting(site, { waitingRoom: true });
  const ann = await joinMeeting(hostLink, 'Ann');
  const bo = await come(link, 'Bo');
  await heading(bo.page, 'Waiting for the host').waitFor();
  await panelButton(ann.page, 'People').and(ann.page.getByLabel('1 waiting')).waitFor();
  const told = ann.page.getByText('Bo waits to be let in.');
  await told.waitFor();
  await openPanel(ann.page, 'People');
  await button(ann.page, 'Let Bo in').click();
  await told.waitFor({ state: 'detached' });
  await bo.page.getByRole('group', { name: 'Controls' }).waitFor();
  await person(ann.page, 'Bo').waitFor();
  assert.equal(await ann.page.getByLabel('1 waiting').count(), 0);
  await bo.page.reload();
  await enter(bo.page, 'Bo');
  await bo.page.getByRole('group', { name: 'Controls' }).waitFor();
});

test('a host lets in all who wait, also those who came before the host', async () => {
  const { link, hostLink } = await makeMeeting(site, { waitingRoom: true });
  const bo = await come(link, 'Bo');
  const cy = await come(link, 'Cy');
  for (const { page } of [bo, cy]) await heading(page, 'Waiting for the host').waitFor();
  const ann = await joinMeeting(hostLink, 'Ann');
  await openPanel(ann.page, 'People');
  await button(ann.page, 'Let all in').click();
  for (const { page } of [bo, cy]) await page.getByRole('group', { name: 'Controls' }).waitFor();
});

test('who is turned away reads so, and stays out', async () => {
  const { link, hostLink } = await makeMeeting(site, { waitingRoom: true });
  const ann = await joinMeeting(hostLink, 'Ann');
  const bo = await come(link, 'Bo');
  await openPanel(ann.page, 'People');
  await button(ann.page, 'Turn Bo away').click();
  await heading(bo.page, 'The host did not let you in').waitFor();
  await bo.page.goto(link);
  await enter(bo.page, 'Bob');
  await heading(bo.page, 'The host did not let you in').waitFor();
});

test('an invitation passes a locked door once, with the name that was chosen', async () => {
  const { link, asHost } = await makeMeeting(site, { locked: true });
  const bo = await come(link, 'Bo');
  await bo.page.getByText('This meeting is locked').waitFor();
  const { joinUrl } = await asHost<{ joinUrl: string }>('POST', '/invite', { name: 'Bo B.' });
  await bo.page.goto(site.url + joinUrl);
  assert.equal(await bo.page.getByLabel('Your name').inputValue(), 'Bo B.');
  await bo.page.getByLabel('Your name').press('Enter');
  await bo.page.getByRole('group', { name: 'Controls' }).waitFor();
  const cy = await come(site.url + joinUrl, 'Cy');
  await heading(cy.page, 'This invitation does not work').waitFor();
});

test('a full meeting says so, and lets in when a place is free', async () => {
  const { path, link, hostLink } = await makeMeeting(site, { maxParticipants: 1 });
  const ann = await joinMeeting(hostLink, 'Ann');
  const bo = await come(link, 'Bo');
  await bo.page.getByText('This meeting is full').waitFor();
  await button(ann.page, 'Leave').click();
  await heading(ann.page, 'You left the meeting').waitFor();
  // Her page does not wait until the server has read it.
  await eventually(async () => assert.equal((await site.call<{ participantCount: number }>('GET', path)).participantCount, 0), 20_000);
  await button(bo.page, 'Try again').click();
  await bo.page.getByRole('group', { name: 'Controls' }).waitFor();
});

test('who comes early sees the time that is left, and goes in by themselves', async () => {
  const bo = await openWindow();
  // The page is read before, lest the time be over when it is.
  await bo.page.goto(`${site.url}/join/none-such-xyz`);
  await heading(bo.page, 'There is no such meeting').waitFor();
  const { link } = await makeMeeting(site, { scheduledAt: new Date(Date.now() + 9_000).toISOString() });
  await bo.page.goto(link);
  await enter(bo.page, 'Bo');
  await heading(bo.page, '“Standup” has not begun yet').waitFor();
  await bo.page
    .getByRole('timer')
    .getByText(/^0:0\d$|Any moment/)
    .waitFor();
  await bo.page.getByRole('group', { name: 'Controls' }).waitFor();
});

test('meetings that are over, cancelled or none lead nowhere, in plain words', async () => {
  const over = await makeMeeting(site);
  await over.asHost('DELETE', '');
  const ann = await openWindow();
  await ann.page.goto(over.link);
  await heading(ann.page, 'This meeting is over').waitFor();
  const cancelled = await makeMeeting(site, { scheduledAt: new Date(Date.now() + 3_600_000).toISOString() });
  await cancelled.asHost('DELETE', '');
  const other = await openWindow();
  await other.page.goto(cancelled.link);
  await heading(other.page, 'This meeting was cancelled').waitFor();
  await other.page.goto(`${site.url}/join/none-such-xyz`);
  await heading(other.page, 'There is no such meeting').waitFor();
});

test('a meeting of guests offers no recording', async () => {
  const { joinUrl, adminToken } = await site.call<{ joinUrl: string; adminToken: string }>('POST', '/v1/meetings/guest');
  const { page, requested } = await joinMeeting(`${site.url}${joinUrl}#admin=${adminToken}`, 'Ann');
  const panel = await openPanel(page, 'Host controls');
  await panel.getByLabel('Lock the meeting').waitFor();
  assert.equal(await panel.getByRole('region', { name: /Recording|Transcription/ }).count(), 0);
  assert.ok(!requested.some((url) => url.endsWith('/v1/health')), 'nor asks whether there could be one');
});

test('a wrong admin token does not make a host, and does not keep anybody out', async () => {
  const { link } = await makeMeeting(site);
  const bo = await come(`${link}#admin=${'x'.repeat(40)}`, 'Bo');
  await bo.page.getByText('This link does not make you a host').waitFor();
  await button(bo.page, 'Try again').click();
  await bo.page.getByRole('group', { name: 'Controls' }).waitFor();
  assert.equal(await panelButton(bo.page, 'Host controls').count(), 0);
});
