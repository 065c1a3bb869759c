import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { leaveEverybody } from '../../browser/support/painted-person.ts';
import { probe, readPictures, toneShare } from '../../browser/support/media-file.ts';
import { eventually } from '../../support/client.ts';
import { assertLasted, type Between, type RecordingStack, startRecordingStack } from '../../support/recording-stack.ts';

let stack: RecordingStack;

before(async () => {
  stack = await startRecordingStack();
});
afterEach(leaveEverybody);
after(() => stack?.stop());

test('a room is recorded, and the file can be had whole, in parts and by a link', async () => {
  const { client } = stack;
  const server = stack.events.api;
  await stack.join('talk');
  const { id, began } = await stack.recordTimed('talk');
  const { body } = await client.call('GET', `/v1/recordings/${id}`);
  assert.equal(body.status, 'recording');
  assert.match(String(body.egressId), /^EG_/);
  const again = await client.call('POST', '/v1/rooms/talk/recording/start', {});
  assert.deepEqual([again.status, again.body.status, again.body.recordingId], [200, 'already_recording', body.recordingId]);
  assert.equal((await client.call('GET', '/v1/rooms/talk/recording')).body.isRecording, true);
  await sleep(6_000);
  const askedAt = performance.now();
  const stopped = await client.call('POST', '/v1/rooms/talk/recording/stop');
  const ended = [askedAt, performance.now()] as const;
  assert.deepEqual([stopped.status, stopped.body.status], [200, 'stopped']);
  assert.equal((await client.call('POST', '/v1/rooms/talk/recording/stop')).status, 404);
  const recording = await stack.until(String(body.recordingId), 'ready');
  assert.equal(recording.interrupted, false);

  const path = `${server.url}/v1/recordings/${body.recordingId}/download`;
  const headers = { 'x-api-key': server.apiKey };
  const whole = await fetch(path, { headers });
  assert.equal(whole.status, 200);
  assert.match(whole.headers.get('content-disposition') ?? '', /^attachment; filename="talk-.*\.mp4"/);
  const bytes = Buffer.from(await whole.arrayBuffer());
  assert.equal(bytes.length, recording.sizeBytes);
  const file = join(stack.folder, 'whole.mp4');
  await writeFile(file, bytes);
  await assertShows(file, began, ended);

  const part = await fetch(path, { headers: { ...headers, range: 'bytes=100-199' } });
  assert.deepEqual([part.status, part.headers.get('content-range')], [206, `bytes 100-199/${bytes.length}`]);
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(100, 200));
  const behind = await fetch(path, { headers: { ...headers, range: `bytes=${bytes.length}-` } });
  assert.deepEqual([behind.status, behind.headers.get('content-range')], [416, `bytes */${bytes.length}`]);
  assert.equal(((await behind.json()) as { code: string }).code, 'range-not-satisfiable');
  const etag = whole.headers.get('etag') ?? '';
  const askPart = async (ifRange: string) => (await fetch(path, { headers: { ...headers, range: 'bytes=0-5', 'if-range': ifRange } })).status;
  assert.deepEqual([await askPart(etag), await askPart('"another"')], [206, 200]);

  await eventually(async () => {
    assert.equal((await client.call('GET', `/v1/recordings/${body.recordingId}`)).body['hasStrip'], true, stack.recorder.readLog());
  }, 20_000, 200);
  const strip = await fetch(path.replace('/download', '/strip'), { headers });
  assert.deepEqual([strip.status, strip.headers.get('content-type')], [200, 'image/jpeg']);

  const link = await client.call('POST', `/v1/recordings/${body.recordingId}/link`, {});
  const linked = await fetch(String(link.body.url));
  assert.deepEqual([linked.status, (await linked.arrayBuffer()).byteLength], [200, bytes.length]);
  assert.equal((await fetch(`${link.body.url}x`)).status, 403);
  assert.equal((await fetch(path)).status, 401);

  assert.equal((await client.call('DELETE', `/v1/recordings/${body.recordingId}`)).status, 204);
  assert.equal((await fetch(path, { headers })).status, 404);
  assert.equal((await fetch(String(link.body.url))).status, 404);
});

test('eight who start at once share one recording, and it ends when the room empties', async () => {
  const { client } = stack;
  const person = await stack.join('crowd');
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => client.call('POST', '/v1/rooms/crowd/recording/start', {})),
  );
  assert.equal(new Set(answers.map(({ body }) => body.recordingId)).size, 1);
  assert.equal(answers.filter(({ status }) => status === 201).length, 1);
  await sleep(3_000);
  await person.leave();
  const recording = await stack.until(String(answers[0]?.body.recordingId), 'ready', 30_000);
  assert.equal(recording.interrupted, false);
});

test('a room that is not open is a 404', async () => {
  const { client } = stack;
  assert.equal((await client.call('POST', '/v1/rooms/nobody/recording/start', {})).status, 404);
  assert.equal((await client.call('POST', '/v1/rooms/nobody/recording/stop')).status, 404);
});

/** Ada's red and her tone, as long as was recorded. */
async function assertShows(file: string, began: Between, ended: Between): Promise<void> {
  const { codecs, width, height, duration } = await probe(file);
  assert.deepEqual([codecs.toSorted(), width, height], [['h264', 'opus'], 1280, 720]);
  assertLasted(duration, began, ended);
  const [red, green, blue] = (await readPictures(file, 2, 4))[6]?.colourAt(640, 300) ?? [0, 0, 0];
  assert.ok(red > 180 && green < 80 && blue < 80, `${red} ${green} ${blue}`);
  assert.ok((await toneShare(file, 440)) > 0.5);
}

test('an empty room is not recorded for long, and can be recorded again', async () => {
  const { client } = stack;
  await client.call('POST', '/v1/rooms', { name: 'empty' });
  const { status, body } = await client.call('POST', '/v1/rooms/empty/recording/start', {});
  assert.equal(status, 201);
  const recording = await stack.until(String(body.recordingId), 'ready', 30_000);
  assert.deepEqual([recording.interrupted, recording.error], [false, null]);
  assert.ok(recording.durationSeconds < 10, `${recording.durationSeconds} s`);
  assert.equal((await client.call('GET', '/v1/rooms/empty/recording')).body.isRecording, false);
  await stack.join('empty');
  const again = await client.call('POST', '/v1/rooms/empty/recording/start', {});
  assert.equal(again.status, 201);
});
