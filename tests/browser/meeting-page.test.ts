import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, joinMeeting, makeMeeting, openPanel, panelButton, person, write } from './support/meeting.ts';
import { assertOnlyOwnServers, assertSees, button, control, heading, tile } from './support/room.ts';
import type { Site } from './support/site.ts';
import { useSite } from './support/use-site.ts';

let site: Site;
useSite((started) => {
  site = started;
});

test('two people meet: they see each other and the list of people, and leave and come back', async () => {
  const { link, hostLink } = await makeMeeting(site);
  const ann = await joinMeeting(hostLink, 'Ann', { camera: 'red' });
  assert.ok(!ann.page.url().includes('#'), 'the admin token is not left in the address');
  const bo = await joinMeeting(link, 'Bo', { camera: 'blue' });
  await assertSees(ann, 'Bo', 'blue');
  await assertSees(bo, 'Ann', 'red');
  await openPanel(bo.page, 'People');
  await person(bo.page, 'Ann').getByText('Host').waitFor();
  await person(bo.page, 'Bo (you)').waitFor();
  assert.equal(await panelButton(bo.page, 'Host controls').count(), 0);
  assert.equal(await person(bo.page, 'Ann').getByRole('button').count(), 0, 'only hosts act on others');

  await button(bo.page, 'Leave').click();
  await heading(bo.page, 'You left the meeting').waitFor();
  await openPanel(ann.page, 'People');
  await person(ann.page, 'Bo').waitFor({ state: 'detached' });
  await button(bo.page, 'Rejoin').click();
  await person(ann.page, 'Bo').waitFor();
  for (const window of [ann, bo]) {
    assertOnlyOwnServers(window, site);
    assert.deepEqual(window.errors, []);
  }
});

test('a host who loads the page again is a host still, and the same person', async () => {
  const { hostLink } = await makeMeeting(site);
  const ann = await joinMeeting(hostLink, 'Ann');
  await ann.page.reload();
  await ann.page.getByText('You join as a host.').waitFor();
  await ann.page.getByLabel('Your name').press('Enter');
  await panelButton(ann.page, 'Host controls').waitFor();
  await openPanel(ann.page, 'People');
  await person(ann.page, 'Ann (you)').waitFor();
  assert.equal(await ann.page.getByRole('complementary').getByRole('listitem').count(), 1);
});

test('hands are raised in order, and reactions rise over the stage', async () => {
  const { link, hostLink } = await makeMeeting(site);
  const ann = await joinMeeting(hostLink, 'Ann');
  const bo = await joinMeeting(link, 'Bo', { camera: 'blue' });
  await button(bo.page, 'Raise hand').click();
  await tile(ann.page, 'Bo, hand raised').waitFor();
  await ann.page.getByText('Bo raised a hand.').waitFor();
  await openPanel(ann.page, 'People');
  await person(ann.page, 'Bo').getByLabel('hand raised').waitFor();
  await button(bo.page, 'Lower hand').click();
  await tile(ann.page, 'Bo').waitFor();

  await button(bo.page, 'React').click();
  // It is gone again after some seconds.
  const risen = [ann, bo].map(({ page }) => page.getByRole('list', { name: 'Reactions' }).getByText('👏').waitFor());
  await button(bo.page, 'applause').click();
  await Promise.all(risen);
});

test('a host mutes, asks to speak, mutes all, and removes somebody who cannot come back', async () => {
  const { link, hostLink } = await makeMeeting(site);
  const ann = await joinMeeting(hostLink, 'Ann');
  const bo = await joinMeeting(link, 'Bo', { camera: 'blue' });
  await openPanel(ann.page, 'People');
  await tile(ann.page, 'Bo').waitFor();
  await button(ann.page, 'Mute Bo').click();
  await bo.page.getByText('A host muted you.').waitFor();
  await tile(ann.page, 'Bo, microphone off').waitFor();
  await button(ann.page, 'Ask Bo to speak').click();
  await answer(bo.page, 'Turn on microphone');
  await tile(ann.page, 'Bo').waitFor();
  await button(ann.page, 'Mute all').click();
  await answer(ann.page, 'Mute all');
  await tile(ann.page, 'Bo, microphone off').waitFor();
  assert.equal(await control(bo.page, 'Microphone').getAttribute('aria-checked'), 'false');

  await button(ann.page, 'Remove Bo').click();
  await ann.page.getByLabel('What they are told').fill('Wrong meeting');
  await answer(ann.page, 'Remove');
  await heading(bo.page, 'A host removed you from the meeting').waitFor();
  await bo.page.getByText('“Wrong meeting”').waitFor();
  await bo.page.goto(link);
  await bo.page.getByLabel('Your name').press('Enter');
  await heading(bo.page, 'A host removed you from this meeting').waitFor();
});

test('a host changes how the meeting is held, and ends it for all', async () => {
  const { link, hostLink, path } = await makeMeeting(site);
  const ann = await joinMeeting(hostLink, 'Ann');
  const bo = await joinMeeting(link, 'Bo');
  const panel = await openPanel(ann.page, 'Host controls');
  await panel.getByLabel('Title').fill('Retro');
  await panel.getByRole('button', { name: 'Save' }).click();
  await heading(bo.page, 'Retro').waitFor();
  await panel.getByRole('switch', { name: 'Lock the meeting' }).click();
  await waitFor(async () => (await site.call<{ locked: boolean }>('GET', `${path}/public`)).locked);
  await panel.getByRole('button', { name: 'End the meeting for all' }).click();
  await answer(ann.page, 'End for all');
  await heading(ann.page, 'The meeting has ended').waitFor();
  await heading(bo.page, 'The meeting has ended').waitFor();
});

test('who looks at the chat reads on by the keyboard alone', async () => {
  const { link, hostLink } = await makeMeeting(site);
  const ann = await joinMeeting(hostLink, 'Ann');
  await panelButton(ann.page, 'Chat').focus();
  await ann.page.keyboard.press('Enter');
  await ann.page.keyboard.type('Hello');
  await ann.page.keyboard.press('Enter');
  await ann.page.getByRole('log').getByText('Hello').waitFor();
  await ann.page.keyboard.press('Escape');
  await ann.page.getByRole('complementary', { name: 'Chat' }).waitFor({ state: 'detached' });
  assert.equal(await ann.page.evaluate('document.activeElement.getAttribute("aria-label")'), 'Chat');
  const bo = await joinMeeting(link, 'Bo');
  await openPanel(bo.page, 'Chat');
  await bo.page.getByRole('log').getByText('Hello').waitFor();
  await write(bo.page, 'Hi');
  await panelButton(ann.page, 'Chat').and(ann.page.getByLabel('1 unread')).waitFor();
});

async function waitFor(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('It did not come about.');
}
