import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { closeBrowsers, useBrowser } from '../../browser/support/browsers.ts';
import { eventually } from '../../support/client.ts';
import { type Ingress, type Studio, startStudio } from './support/studio.ts';
import { joinAsViewer } from './support/viewer.ts';

let studio: Studio;

before(async () => {
  studio = await startStudio();
});
after(async () => {
  await closeBrowsers();
  await studio?.stop();
});

interface Published {
  status: number;
  /** Where the session can be ended; null when it was refused. */
  resource: string | null;
}

async function publish(page: Page, { url, streamKey }: Pick<Ingress, 'url' | 'streamKey'>): Promise<Published> {
  return page.evaluate(`publishByWhip(${JSON.stringify({ url, streamKey })})`);
}

/** An empty page, which is of another origin than the ingress, as a customer's would be. */
async function openPage(): Promise<Page> {
  const browser = await useBrowser({});
  const page = await browser.newPage();
  await page.addScriptTag({ path: fileURLToPath(new URL('support/whip-publisher.js', import.meta.url)) });
  return page;
}

test('a browser publishes by WHIP as it is, and takes leave', async (t) => {
  const made = await studio.create('whip', { type: 'whip', participantIdentity: 'cam' });
  const viewer = await joinAsViewer(studio.owner, 'whip');
  const page = await openPage();
  const startedAt = performance.now();
  const { status, resource } = await publish(page, made);
  assert.equal(status, 201);
  await eventually(async () => assert.deepEqual((await studio.people('whip')).cam, ['AUDIO', 'VIDEO']), 10_000);
  t.diagnostic(`in the room after ${Math.round(performance.now() - startedAt)} ms`);
  const seen = await viewer.watch('cam');
  assert.ok(seen.changed > 0.005, `${seen.changed} of the picture has changed in a second`);
  assert.ok(Math.abs(seen.tone - 440) <= 20, `${seen.tone} Hz`);
  assert.equal((await studio.read('whip', made.ingressId))?.state.status, 'ENDPOINT_PUBLISHING');

  const ended = await fetch(resource ?? '', { method: 'DELETE', headers: { authorization: `Bearer ${made.streamKey}` } });
  assert.ok(ended.ok, String(ended.status));
  await eventually(async () => {
    assert.equal((await studio.people('whip')).cam, undefined);
    assert.deepEqual(studio.events('whip'), ['ingress_started', 'ingress_stopped']);
  }, 15_000);
  await page.close();
  await viewer.participant.leave();
});

test('a transcoded WHIP session is taken and ends with its key', async () => {
  const request = { type: 'whip', participantIdentity: 'cam', enableTranscoding: true };
  const made = await studio.create('whip-end', request);
  const page = await openPage();
  assert.equal((await publish(page, made)).status, 201);
  await eventually(async () => assert.ok((await studio.people('whip-end')).cam), 10_000);
  assert.equal((await studio.owner.call('DELETE', `/v1/rooms/whip-end/ingress/${made.ingressId}`)).status, 204);
  await eventually(async () => assert.equal((await studio.people('whip-end')).cam, undefined), 10_000);
  // A refusal comes without the headers that would let a page of another origin read it.
  await assert.rejects(publish(page, made), /Failed to fetch/, 'the key is worth nothing');
  await page.close();
});
