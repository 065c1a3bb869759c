import { after, before, test } from 'node:test';
import type { LocalServers } from '../../src/start/local/servers.ts';
import { startOwnStack } from '../support/stack.ts';
import { closeBrowsers } from './support/browsers.ts';
import { assertSees, button, heading, joinRoom } from './support/room.ts';
import { startSiteOn, type Site } from './support/site.ts';

let stack: LocalServers;
let site: Site;

before(async () => {
  stack = await startOwnStack();
  site = await startSiteOn(stack.env);
});
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
  await stack.kill('livekit', 'SIGKILL');
  await banner.waitFor();
  await banner.waitFor({ state: 'detached', timeout: 60_000 });
  await assertSees(ann, 'Bo', 'blue');
  await assertSees(bo, 'Ann', 'red');
  await Promise.all([ann.close(), bo.close()]);
});

test('when the media server is stopped, people read it, and one press leads back in', async () => {
  const ann = await joinRoom(await site.makeLink('stopped', 'participant'), 'Ann', { camera: 'red' });
  await assertSees(ann, 'Ann (you)', 'red');
  await stack.stopServer('livekit');
  await heading(ann.page, 'The media server was stopped').waitFor();
  await stack.startServer('livekit');
  await button(ann.page, 'Rejoin').click();
  await assertSees(ann, 'Ann (you)', 'red');
  await ann.close();
});
