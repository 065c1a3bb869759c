import { after, afterEach, before } from 'node:test';
import { closeBrowsers } from './browsers.ts';
import { startSite, type Site } from './site.ts';
import { closeWindows } from './window.ts';

/** Has a site for all tests of a file, and for each of them windows of its own. */
export function useSite(take: (site: Site) => void): void {
  let site: Site | undefined;
  before(async () => {
    site = await startSite();
    take(site);
  });
  afterEach(closeWindows);
  after(async () => {
    await closeBrowsers();
    await site?.stop();
  });
}
