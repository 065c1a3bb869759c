import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { probeDuration } from '../../../src/platform/ffmpeg/remux.ts';
import { buildWebPage } from '../../../src/start/local/web-page.ts';
import { lineProgress } from '../../../src/start/local/progress.ts';
import { findFfmpeg } from '../../browser/support/media-file.ts';
import { findChromium } from '../../support/chromium.ts';
import { type Client, createClient, eventually } from '../../support/client.ts';
import { joinRoom } from '../../support/participants.ts';
import { startRecorderOn, startServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let recorder: Awaited<ReturnType<typeof startRecorderOn>>;
let client: Client;
let folder: string;

before(async () => {
  await Promise.all([findChromium(), findFfmpeg()]);
  await buildWebPage(process.env, lineProgress(() => {}));
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'plenum-recorder-'));
  recorder = await startRecorderOn(server.env, folder);
  client = createClient(server);
  await eventually(async () => {
    const { body } = await client.call<{ capabilities: Record<string, boolean> }>('GET', '/v1/health');
    assert.equal(body.capabilities.recording, true, recorder.readLog());
  }, 20_000);
});
after(async () => {
  await recorder?.stop();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A person who plays a tone in a room of this name. */
async function talk(roomId: string) {
  const { body } = await client.call('POST', '/v1/token', { roomId, userId: 'ada', name: 'Ada', role: 'participant' });
  const person = await joinRoom(String(body.token), String(body.url));
  await person.publishTone();
  return person;
}

async function untilStatus(recordingId: string, status: string, timeoutMs = 20_000): Promise<Record<string, unknown>> {
  let recording: Record<string, unknown> = {};
  await eventually(async () => {
    recording = (await client.call('GET', `/v1/recordings/${recordingId}`)).body;
    assert.equal(recording.status, status, JSON.stringify(recording) + recorder.readLog().slice(-2_000));
  }, timeoutMs, 200);
  return recording;
}

test('a room is recorded, and the file can be had whole, in parts and by a link', async () => {
  const person = await talk('talk');
  const { status, body } = await client.call('POST', '/v1/rooms/talk/recording/start', {});
  assert.equal(status, 201);
  assert.equal(body.status, 'recording');
  assert.match(String(body.egressId), /^EG_/);
  const again = await client.call('POST', '/v1/rooms/talk/recording/start', {});
  assert.deepEqual([again.status, again.body.status, again.body.recordingId], [200, 'already_recording', body.recordingId]);
  assert.equal((await client.call('GET', '/v1/rooms/talk/recording')).body.isRecording, true);
  await sleep(6_000);
  const stopped = await client.call('POST', '/v1/rooms/talk/recording/stop');
  assert.deepEqual([stopped.status, stopped.body.status], [200, 'stopped']);
  assert.equal((await client.call('POST', '/v1/rooms/talk/recording/stop')).status, 404);
  const recording = await untilStatus(String(body.recordingId), 'ready');
  assert.equal(recording.interrupted, false);
  assert.equal(recording.mimeType, 'video/mp4');

  const path = `${server.url}/v1/recordings/${body.recordingId}/download`;
  const headers = { 'x-api-key': server.apiKey };
  const whole = await fetch(path, { headers });
  assert.equal(whole.status, 200);
  assert.match(whole.headers.get('content-disposition') ?? '', /^attachment; filename="talk-.*\.mp4"/);
  const bytes = Buffer.from(await whole.arrayBuffer());
  assert.equal(bytes.length, recording.sizeBytes);
  const file = join(folder, 'whole.mp4');
  await writeFile(file, bytes);
  const seconds = await probeDuration(file);
  assert.ok(seconds > 3 && seconds < 7.5, `${seconds} s`);

  const part = await fetch(path, { headers: { ...headers, range: 'bytes=100-199' } });
  assert.deepEqual([part.status, part.headers.get('content-range')], [206, `bytes 100-199/${bytes.length}`]);
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(100, 200));
  const behind = await fetch(path, { headers: { ...headers, range: `bytes=${bytes.length}-` } });
  assert.deepEqual([behind.status, behind.headers.get('content-range')], [416, `bytes */${bytes.length}`]);

  const link = await client.call('POST', `/v1/recordings/${body.recordingId}/link`, {});
  const linked = await fetch(String(link.body.url));
  assert.deepEqual([linked.status, (await linked.arrayBuffer()).byteLength], [200, bytes.length]);
  assert.equal((await fetch(`${link.body.url}x`)).status, 403);
  assert.equal((await fetch(path)).status, 401);

  assert.equal((await client.call('DELETE', `/v1/recordings/${body.recordingId}`)).status, 204);
  assert.equal((await fetch(path, { headers })).status, 404);
  assert.equal((await fetch(String(link.body.url))).status, 404);
  await person.leave();
});

test('eight who start at once share one recording, and it ends when the room empties', async () => {
  const person = await talk('crowd');
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => client.call('POST', '/v1/rooms/crowd/recording/start', {})),
  );
  assert.equal(new Set(answers.map(({ body }) => body.recordingId)).size, 1);
  assert.equal(answers.filter(({ status }) => status === 201).length, 1);
  await sleep(3_000);
  await person.leave();
  const recording = await untilStatus(String(answers[0]?.body.recordingId), 'ready', 30_000);
  assert.equal(recording.interrupted, false);
});

test('a room that is not open is a 404', async () => {
  assert.equal((await client.call('POST', '/v1/rooms/nobody/recording/start', {})).status, 404);
  assert.equal((await client.call('POST', '/v1/rooms/nobody/recording/stop')).status, 404);
});

test('a killed recorder loses two seconds at most: the next one makes the file', async () => {
  const person = await talk('killed');
  const { body } = await client.call('POST', '/v1/rooms/killed/recording/start', {});
  await sleep(6_000);
  recorder.process.kill('SIGKILL');
  recorder = await startRecorderOn(server.env, folder);
  const recording = await untilStatus(String(body.recordingId), 'ready', 40_000);
  assert.equal(recording.interrupted, true);
  assert.ok(Number(recording.durationSeconds) > 2, `${recording.durationSeconds} s`);
  await person.leave();
});
