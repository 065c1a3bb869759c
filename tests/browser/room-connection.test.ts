import { after, afterEach, before, test } from 'node:test';
import type { LocalServers } from '../../src/start/local/servers.ts';
import { startOwnStack } from '../support/stack.ts';
import { closeBrowsers } from './support/browsers.ts';
import { assertSees, joinRoom } from './support/room.ts';
import { startSiteOn, type Site } from './support/site.ts';
import { closeWindows } from './support/window.ts';

let stack: LocalServers;
let site: Site;

before(async () => {
  stack = await startOwnStack();
  site = await startSiteOn(stack.env);
});
afterEach(closeWindows);
after(async () => {
  await closeBrowsers();
  await site?.stop();
  await stack?.stop();
});

test('people see that the connection is gone, and each other again when it is back', async () => {
  const link = await site.makeLink('shaky', 'participant');
  const ann = await joinRoom(link, 'Ann', { camera: 'red' });
  const bo = await joinRoom(link, 'Bo', { camera: 'blue' });
  await assertSees(ann, 'Bo', 'blue');

  const banner = ann.page.getByText('The connection was interrupted. Reconnecting…');
  // It may be back before anybody looks.
  const interrupted = banner.waitFor();
  await stack.kill('livekit', 'SIGKILL');
  await interrupted;
  await banner.waitFor({ state: 'detached', timeout: 60_000 });
  await assertSees(ann, 'Bo', 'blue');
  await assertSees(bo, 'Ann', 'red');
});

test('when the media server stays away, people read it, and are back by themselves when it is there', async () => {
  const ann = await joinRoom(await site.makeLink('stopped', 'participant'), 'Ann', { camera: 'red' });
  await assertSees(ann, 'Ann (you)', 'red');
  await stack.stopServer('livekit');
  // It says goodbye when it finds the time; otherwise the page tries for 45 s to reconnect.
  const ended = ann.page.getByRole('heading', { name: /^The (media server was stopped|connection was lost)$/ });
  await ended.waitFor({ timeout: 90_000 });
  await stack.startServer('livekit');
  await assertSees(ann, 'Ann (you)', 'red');
});
