import { test } from 'node:test';
import { answer, joinMeeting, makeMeeting, openPanel } from './support/meeting.ts';
import { button, tile } from './support/room.ts';
import type { Site } from './support/site.ts';
import { useSite } from './support/use-site.ts';

let site: Site;
useSite((started) => {
  site = started;
});

test('a host sends somebody to a room, who goes by one press and comes back when it closes', async () => {
  const { link, hostLink } = await makeMeeting(site);
  const ann = await joinMeeting(hostLink, 'Ann');
  const bo = await joinMeeting(link, 'Bo', { camera: 'blue' });
  await tile(ann.page, 'Bo').waitFor();
  const panel = await openPanel(ann.page, 'Breakout rooms');
  await panel.getByLabel('Rooms, one a line').fill('Red\nGreen');
  await panel.getByLabel('Minutes').fill('5');
  await panel.getByRole('button', { name: 'Open rooms' }).click();
  await panel.getByText(/^Closing in [45]:\d\d$/).waitFor();
  await panel.getByLabel('Bo', { exact: true }).selectOption({ label: 'Green' });
  await bo.page.getByRole('dialog').getByText('The host sends you to “Green”').waitFor();
  await answer(bo.page, 'Go now');
  await bo.page.getByText('You are in “Green”.').waitFor();
  await tile(ann.page, 'Bo').waitFor({ state: 'detached' });
  await panel.getByRole('listitem').filter({ hasText: 'Green' }).getByText('Bo').waitFor();

  await panel.getByLabel('Message to all rooms').fill('Two more minutes');
  await panel.getByRole('button', { name: 'Send', exact: true }).click();
  await bo.page.getByText('Two more minutes').waitFor();
  await panel.getByRole('button', { name: 'Go to Green' }).click();
  await tile(ann.page, 'Bo').waitFor();
  await panel.getByRole('button', { name: 'Back to the main room' }).click();
  await tile(ann.page, 'Bo').waitFor({ state: 'detached' });
  await panel.getByRole('button', { name: 'Close rooms' }).click();
  await answer(ann.page, 'Close rooms');
  await tile(ann.page, 'Bo').waitFor();
  await bo.page.getByText('You are in “Green”.').waitFor({ state: 'detached' });
});

test('who does nothing goes by themselves, and comes back by one press', async () => {
  const { link, hostLink } = await makeMeeting(site);
  const ann = await joinMeeting(hostLink, 'Ann');
  const bo = await joinMeeting(link, 'Bo', { camera: 'blue' });
  await tile(ann.page, 'Bo').waitFor();
  const panel = await openPanel(ann.page, 'Breakout rooms');
  await panel.getByLabel('Rooms, one a line').fill('Only');
  await panel.getByRole('button', { name: 'Open rooms' }).click();
  await panel.getByLabel('Bo', { exact: true }).selectOption({ label: 'Only' });
  await bo.page.getByText('You are in “Only”.').waitFor();
  await button(bo.page, 'Back to the main room').first().click();
  await tile(ann.page, 'Bo').waitFor();
});
