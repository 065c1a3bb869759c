import { test } from 'node:test';
import { joinMeeting, makeMeeting, openPanel } from './support/meeting.ts';
import { enter } from './support/room.ts';
import type { Site } from './support/site.ts';
import { useSite } from './support/use-site.ts';

let site: Site;
useSite((started) => {
  site = started;
});

test('a host asks everybody; people vote, and vote anew, until the poll is closed', async () => {
  const { link, hostLink } = await makeMeeting(site);
  const ann = await joinMeeting(hostLink, 'Ann');
  const bo = await joinMeeting(link, 'Bo');
  const asked = await openPanel(ann.page, 'Polls');
  await asked.getByLabel('Question').fill('Which colour?');
  await asked.getByLabel('Answers, one a line').fill('Red\nGreen');
  await asked.getByRole('button', { name: 'Ask everybody' }).click();
  await bo.page.getByText('A new poll: Which colour?').waitFor();
  const panel = await openPanel(bo.page, 'Polls');
  await panel.getByRole('button', { name: 'Red' }).click();
  await panel.getByText('1 vote').waitFor();
  await panel.getByRole('button', { name: 'Green' }).click();
  const green = asked.getByRole('list', { name: 'Which colour?' }).getByRole('listitem').filter({ hasText: 'Green' });
  await green.getByText('1', { exact: true }).waitFor();
  await bo.page.reload();
  await enter(bo.page, 'Bo');
  await openPanel(bo.page, 'Polls');
  await panel.getByRole('button', { name: 'Green', pressed: true }).waitFor();
  await asked.getByRole('button', { name: 'Close poll' }).click();
  await panel.getByText('1 vote, closed').waitFor();
  await panel.getByText('Green (your vote)').waitFor();
  await panel.getByRole('button', { name: 'Red' }).waitFor({ state: 'detached' });
});
