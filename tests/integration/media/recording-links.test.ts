import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient, eventually } from '../../support/client.ts';
import { startServer, startServerOn, type TestServer } from '../../support/server.ts';
import { openStoredRecordings, type StoredRecordings } from '../../support/stored-recordings.ts';

let server: TestServer;
let stored: StoredRecordings;
let client: Client;
let anyone: Client;

const file = randomBytes(100_000);
const hour = 3_600_000;
const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

before(async () => {
  server = await startServer();
  stored = await openStoredRecordings(server);
  client = createClient(server);
  anyone = createClient(server, {});
});
after(async () => {
  await stored?.close();
  await server?.stop();
});

/** A link as the API makes it, and its signature. */
async function makeLink(id: string): Promise<{ url: string; signature: string }> {
  const { status, body } = await client.call('POST', `/v1/recordings/${id}/link`, {});
  assert.equal(status, 201);
  const url = String(body.url);
  return { url, signature: signatureOf(url) };
}

function signatureOf(url: string): string {
  return new URL(url).searchParams.get('signature') ?? '';
}

test('a link is the file for a program and leads a browser to the player', async () => {
  const { url, signature } = await makeLink(await stored.add(file));
  const whole = await fetch(url);
  assert.deepEqual([whole.status, Buffer.from(await whole.arrayBuffer()).equals(file)], [200, true]);
  const opened = await fetch(url, { headers: browser, redirect: 'manual' });
  assert.deepEqual([opened.status, opened.headers.get('location')], [303, `/play#${signature}`]);
  assert.equal(opened.headers.get('referrer-policy'), 'no-referrer');
  assert.match(opened.headers.get('vary') ?? '', /accept/i);
  assert.equal(opened.headers.get('cache-control'), 'no-store');
  const media = await fetch(url, { headers: { ...browser, range: 'bytes=0-9' } });
  assert.deepEqual([media.status, media.headers.get('content-type')], [206, 'video/mp4']);
  await media.arrayBuffer();
  const saved = await fetch(`${url}&as=file`, { headers: browser });
  assert.match(saved.headers.get('content-disposition') ?? '', /^attachment/);
  await saved.arrayBuffer();
});

test('HEAD tells size and type, of the whole and of a range, and sends nothing', async () => {
  const { url } = await makeLink(await stored.add(file));
  const whole = await fetch(url, { method: 'HEAD' });
  assert.equal(whole.status, 200);
  assert.equal(whole.headers.get('content-length'), String(file.length));
  assert.equal(whole.headers.get('accept-ranges'), 'bytes');
  const part = await fetch(url, { method: 'HEAD', headers: { range: 'bytes=10-19' } });
  assert.deepEqual([part.status, part.headers.get('content-range')], [206, `bytes 10-19/${file.length}`]);
  assert.equal(part.headers.get('content-length'), '10');
  const behind = await fetch(url, { method: 'HEAD', headers: { range: `bytes=${file.length}-` } });
  assert.equal(behind.status, 416);
});

test('what a link is for can be read without a key, and no more than that', async () => {
  const id = await stored.add(file, { durationSeconds: 12.5, error: 'told to the owner alone' });
  const { signature } = await makeLink(id);
  const { status, headers, body } = await anyone.call('GET', `/v1/recording-links/${signature}`);
  assert.equal(status, 200);
  assert.equal(headers.get('cache-control'), 'no-store');
  const { createdAt, expiresAt, ...rest } = body;
  assert.deepEqual(rest, {
    ...{ recordingId: id, roomId: 'earlier', status: 'ready', filename: 'earlier-2026-11-22-143005.mp4' },
    ...{ mimeType: 'video/mp4', sizeBytes: file.length, durationSeconds: 12.5, hasStrip: false },
  });
  assert.ok(Date.parse(String(expiresAt)) > Date.parse(String(createdAt)));
});

test('a link that was changed, has expired or whose recording is gone is told apart', async () => {
  const id = await stored.add(file);
  const { signature } = await makeLink(id);
  const read = async (text: string) => (await anyone.call('GET', `/v1/recording-links/${text}`)).status;
  assert.equal(await read(`${signature}x`), 403);
  assert.equal(await read('nonsense'), 403);
  assert.equal(await read(signatureOf(stored.linkUntil(id, Date.now() - 1))), 410);
  assert.equal((await client.call('DELETE', `/v1/recordings/${id}`)).status, 204);
  assert.equal(await read(signature), 404);
});

test('who waits for a recording hears at once that it is ready, on any process', async () => {
  const id = await stored.add(null, { status: 'processing' });
  const { signature } = await makeLink(id);
  const other = await startServerOn(server.env, {});
  try {
    const waits = [server, other].map(async ({ url, apiKey }) => {
      const path = `/v1/recording-links/${signature}?waitSeconds=20`;
      return (await createClient({ url, apiKey }, {}).call('GET', path)).body.status;
    });
    await sleep(500);
    const startedAt = performance.now();
    await stored.change(id, { status: 'ready' });
    assert.deepEqual(await Promise.all(waits), ['ready', 'ready']);
    // Unheard, they would wait for twenty seconds.
    assert.ok(performance.now() - startedAt < 10_000, `${performance.now() - startedAt} ms`);
  } finally {
    await other.stop();
  }
});

test('waiting ends by itself, at once for what is ready, and when the server stops', async () => {
  const { signature } = await makeLink(await stored.add(null, { status: 'recording' }));
  const startedAt = performance.now();
  const { body } = await anyone.call('GET', `/v1/recording-links/${signature}?waitSeconds=1`);
  assert.equal(body.status, 'recording');
  assert.ok(performance.now() - startedAt > 900);
  const other = await startServerOn(server.env, {});
  const waiting = createClient(other, {}).call('GET', `/v1/recording-links/${signature}?waitSeconds=25`);
  await sleep(500);
  const stoppingAt = performance.now();
  const [answer] = await Promise.all([waiting, other.stop()]);
  assert.deepEqual([answer.status, answer.body.status], [200, 'recording']);
  assert.ok(performance.now() - stoppingAt < 15_000);
});

test('a player that asks for many parts does not use up what its address has; a made-up link does', async () => {
  // A window that does not end during the test, and that nobody else has who counts in the same Redis.
  const limited = await startServerOn(server.env, { RATE_LIMIT_IP: '3/8887h', RATE_LIMIT_PARTICIPANT: '50/8887h' });
  try {
    const { url } = await makeLink(await stored.add(file));
    const address = limited.url + new URL(url).pathname + new URL(url).search;
    for (let part = 0; part < 20; part += 1) {
      const answer = await fetch(address, { headers: { range: `bytes=${part}-${part}` } });
      assert.deepEqual([answer.status, answer.headers.get('ratelimit-limit')], [206, '50']);
      await answer.arrayBuffer();
    }
    const guesses = await Promise.all(Array.from({ length: 5 }, () => fetch(`${address}x`)));
    assert.equal(guesses.filter(({ status }) => status === 429).length, 2);
  } finally {
    await limited.stop();
  }
});

test('no log holds a signature', async () => {
  const { url, signature } = await makeLink(await stored.add(file));
  await fetch(url, { headers: browser });
  await (await fetch(url)).arrayBuffer();
  await anyone.call('GET', `/v1/recording-links/${signature}`);
  const past = stored.linkUntil('rec_gone', Date.now() + hour);
  assert.equal((await fetch(past)).status, 404);
  // Lines come in the order of the answers, some time later.
  await eventually(async () => assert.match(server.readLog(), /\/download","status":404/), 10_000);
  assert.match(server.readLog(), /recording-links\/:signature/);
  for (const secret of [signature, signatureOf(past)]) {
    assert.ok(!server.readLog().includes(secret.split('.')[1] ?? ''), 'the seal is in the log');
  }
});
