import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WebSocketRoute } from 'playwright-core';
import { joinMeeting, makeMeeting, openPanel, panelButton, write } from './support/meeting.ts';
import { startServerOn } from '../support/server.ts';
import { assertSees, button } from './support/room.ts';
import { startSite, type Site } from './support/site.ts';
import { useSite } from './support/use-site.ts';
import { openWindow } from './support/window.ts';

let site: Site;
useSite((started) => {
  site = started;
});

test('messages are read by all, formatted, answered and reacted to; what is unread is counted', async () => {
  const { link, hostLink } = await makeMeeting(site);
  const ann = await joinMeeting(hostLink, 'Ann');
  const bo = await joinMeeting(link, 'Bo');
  await openPanel(ann.page, 'Chat');
  await write(ann.page, 'Look: **bold**, *italic*, `code` and <b>none</b>');
  await panelButton(bo.page, 'Chat').and(bo.page.getByLabel('1 unread')).waitFor();
  await openPanel(bo.page, 'Chat');
  const log = bo.page.getByRole('log');
  await log.locator('strong', { hasText: /^bold$/ }).waitFor();
  await log.locator('em', { hasText: 'italic' }).waitFor();
  await log.locator('code', { hasText: 'code' }).waitFor();
  assert.equal(await log.locator('b').count(), 0, 'HTML is text');
  assert.equal(await bo.page.getByLabel('1 unread').count(), 0);

  await button(bo.page, 'Reply to Ann').click();
  await write(bo.page, 'Seen');
  await ann.page.getByRole('log').getByText('You: Look:').waitFor();
  await button(ann.page, 'React to Bo').click();
  await button(ann.page, 'thumbs up').click();
  await bo.page.getByRole('button', { name: '👍 1: Ann' }).waitFor();
});

test('who comes later reads what was written before', async () => {
  const { link, hostLink } = await makeMeeting(site);
  const ann = await joinMeeting(hostLink, 'Ann');
  await openPanel(ann.page, 'Chat');
  for (let number = 1; number <= 3; number += 1) await write(ann.page, `Message ${number}`);
  const bo = await joinMeeting(link, 'Bo');
  await openPanel(bo.page, 'Chat');
  await bo.page.getByRole('log').getByText('Message 3').waitFor();
  const texts = await bo.page.getByRole('log').locator('.chat-text').allTextContents();
  assert.deepEqual(texts, ['Message 1', 'Message 2', 'Message 3']);
});

test('what was written while the connection was away comes after it, once and in order', async () => {
  const { link, hostLink } = await makeMeeting(site);
  const ann = await joinMeeting(hostLink, 'Ann');
  await openPanel(ann.page, 'Chat');
  const sockets: WebSocketRoute[] = [];
  let isAway = false;
  const bo = await openWindow();
  await bo.page.routeWebSocket(/\/v1\/realtime/, (socket) => {
    sockets.push(socket);
    if (isAway) void socket.close();
    else socket.connectToServer();
  });
  await bo.page.goto(link);
  await bo.page.getByLabel('Your name').fill('Bo');
  await bo.page.getByLabel('Your name').press('Enter');
  await openPanel(bo.page, 'Chat');
  await write(ann.page, 'One');
  await bo.page.getByRole('log').getByText('One').waitFor();
  isAway = true;
  await sockets.at(-1)?.close();
  await bo.page.getByText('The connection to the chat is being made').waitFor();
  await write(ann.page, 'Two');
  await write(ann.page, 'Three');
  await ann.page.getByRole('log').getByText('Three').waitFor();
  isAway = false;
  await bo.page.getByRole('log').getByText('Three').waitFor();
  assert.deepEqual(await bo.page.getByRole('log').locator('.chat-text').allTextContents(), ['One', 'Two', 'Three']);
  await write(bo.page, 'Four');
  await ann.page.getByRole('log').getByText('Four').waitFor();
});

test('a server that is killed and started again disturbs nobody: pictures and chat go on', async () => {
  const killed = await startSite();
  const { link, hostLink } = await makeMeeting(killed);
  const ann = await joinMeeting(hostLink, 'Ann');
  const bo = await joinMeeting(link, 'Bo', { camera: 'blue' });
  for (const { page } of [ann, bo]) await openPanel(page, 'Chat');
  await write(ann.page, 'Before');
  await bo.page.getByRole('log').getByText('Before').waitFor();
  killed.process.kill('SIGKILL');
  await ann.page.getByText('The connection to the chat is being made').waitFor();
  await assertSees(ann, 'Bo', 'blue');
  const again = await startServerOn(killed.env, { PORT: killed.env['PORT'] ?? '' });
  try {
    for (const { page } of [ann, bo])
      await page.getByText('The connection to the chat is being made').waitFor({ state: 'detached' });
    await write(bo.page, 'After');
    await ann.page.getByRole('log').getByText('After').waitFor();
    assert.deepEqual(await ann.page.getByRole('log').locator('.chat-text').allTextContents(), ['Before', 'After']);
    await openPanel(ann.page, 'People');
    assert.equal(await ann.page.getByRole('complementary').getByRole('listitem').count(), 2);
  } finally {
    await again.stop();
    await killed.stop();
  }
});
