import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { COLOURS, leaveEverybody } from '../browser/support/painted-person.ts';
import { probe, readPictures } from '../browser/support/media-file.ts';
import { eventually } from '../support/client.ts';
import { assertLasted, type RecordingStack, startRecordingStack } from '../support/recording-stack.ts';

let stack: RecordingStack;

before(async () => {
  stack = await startRecordingStack();
});
afterEach(leaveEverybody);
after(() => stack.stop());

/** What is shown reaches the file's encoder within this time. */
const underWayMs = 500;

/** Whether the last picture of a file is green. */
async function endsGreen(file: string): Promise<boolean> {
  const [red, green, blue] = (await readPictures(file, 5, 4)).at(-1)?.colourAt(640, 300) ?? [0, 0, 0];
  return green > red + 40 && green > blue + 40;
}

test('a killed recorder loses two seconds at most: the next process makes the file', async () => {
  const person = await stack.join('killed');
  const id = await stack.record('killed');
  await sleep(5_000);
  person.paint(COLOURS.green);
  await sleep(2_000 + underWayMs);
  stack.recorder.process.kill('SIGKILL');
  await stack.startRecorder();
  const recording = await stack.until(id, 'ready', 40_000);
  assert.equal(recording.interrupted, true);
  const file = await stack.download(id);
  assert.ok(await endsGreen(file), 'what was shown two seconds before is in the file');
  const { codecs, duration } = await probe(file);
  assert.deepEqual(codecs.toSorted(), ['h264', 'opus']);
  assert.ok(Math.abs(duration - recording.durationSeconds) < 0.2 && duration > 5.5, `${duration} s`);
});

test('a recorder that comes back late to what was ended for it captures no further, and makes the file', async () => {
  await stack.join('late');
  const id = await stack.record('late');
  await sleep(2_000);
  const sql = postgres(stack.servers.env['DATABASE_URL'] ?? '', { max: 1 });
  try {
    // What the watchdog writes when nothing was heard of a recorder for 40 s.
    await sql`
      update compositions set state = 'finishing', is_interrupted = true, stopped_at = now()
      where id = (select composition_id from recordings where id = ${id})`;
  } finally {
    await sql.end();
  }
  const recording = await stack.until(id, 'ready', 40_000);
  assert.ok(recording.durationSeconds < 15, `${recording.durationSeconds} s`);
});

test('killed workers and APIs lose nothing', async () => {
  await stack.join('others');
  const { id, began } = await stack.recordTimed('others');
  stack.events.api.process.kill('SIGKILL');
  stack.events.worker.process.kill('SIGKILL');
  await sleep(2_000);
  await Promise.all([stack.startApi(), stack.startWorker()]);
  const ended = await stack.stopRecording('others');
  const recording = await stack.until(id, 'ready');
  assert.equal(recording.interrupted, false);
  assertLasted(recording.durationSeconds, began, ended, 0.5);
});

test('a recorder that ends with its disk loses thirty seconds at most: the file is made of the pieces in storage', async () => {
  const person = await stack.join('diskless');
  const id = await stack.record('diskless');
  await sleep(1_000);
  person.paint(COLOURS.green);
  await sleep(20_000);
  stack.recorder.process.kill('SIGKILL');
  await rm(join(stack.folder, 'recorder'), { recursive: true });
  await stack.startRecorder();
  const recording = await stack.until(id, 'ready', 60_000);
  assert.equal(recording.interrupted, true);
  assert.ok(recording.durationSeconds > 9, `${recording.durationSeconds} of 21 s`);
  assert.ok(await endsGreen(await stack.download(id)));
});

test('a disk that is emptied under a recorder costs nothing: what it still holds goes to storage', async () => {
  const person = await stack.join('emptied');
  const { id, began } = await stack.recordTimed('emptied');
  await sleep(3_000);
  await rm(join(stack.folder, 'recorder'), { recursive: true, maxRetries: 5 });
  await sleep(3_000);
  person.paint(COLOURS.green);
  await sleep(2_000);
  const ended = await stack.stopRecording('emptied');
  const recording = await stack.until(id, 'ready');
  assert.deepEqual([recording.interrupted, recording.error], [false, null]);
  assertLasted(recording.durationSeconds, began, ended);
  assert.ok(await endsGreen(await stack.download(id)));
});

test('of a capture that was lost before it was copied the reason is told', async () => {
  await stack.join('gone');
  const id = await stack.record('gone');
  await sleep(3_000);
  stack.recorder.process.kill('SIGKILL');
  await rm(join(stack.folder, 'recorder'), { recursive: true });
  await stack.startRecorder();
  const { error } = await stack.until(id, 'failed', 60_000);
  assert.equal(error, 'What was recorded was lost with the disk of its recorder, before it had been copied to the storage.');
});

test('a storage that is away for a minute costs nothing', async () => {
  const person = await stack.join('stored');
  const { id, began } = await stack.recordTimed('stored');
  await sleep(3_000);
  await stack.servers.stopServer('minio');
  await sleep(50_000);
  person.paint(COLOURS.green);
  await sleep(3_000);
  const ended = await stack.stopRecording('stored');
  const other = await stack.record('stored');
  await sleep(7_000);
  assert.equal((await stack.client.call('GET', `/v1/recordings/${id}`)).body.status, 'processing');
  await stack.servers.startServer('minio');
  const recording = await stack.until(id, 'ready', 30_000);
  assert.equal(recording.interrupted, false);
  assertLasted(recording.durationSeconds, began, ended);
  assert.ok(await endsGreen(await stack.download(id)));
  await stack.client.call('POST', '/v1/rooms/stored/recording/stop');
  await stack.until(other, 'ready');
  await eventually(async () => assert.deepEqual(await readdir(join(stack.folder, 'recorder')), []), 10_000);
});

test('a recording whose recorder does not come back keeps nobody from recording, and its file comes with the next one', async () => {
  await stack.join('left');
  const id = await stack.record('left');
  await sleep(2_000);
  stack.recorder.process.kill('SIGKILL');
  const recording = await stack.until(id, 'processing', 60_000);
  assert.equal(recording.interrupted, true);
  const refused = await stack.client.call('POST', '/v1/rooms/left/recording/start', {});
  assert.deepEqual([refused.status, refused.body.code], [503, 'recording-unavailable']);
  await stack.startRecorder();
  await stack.until(id, 'ready', 40_000);
  await stack.record('left');
});

test('LiveKit killed: the recording goes on with those who come back', async () => {
  await stack.join('reconnected');
  const { id, began } = await stack.recordTimed('reconnected');
  await sleep(3_000);
  stack.servers.kill('livekit', 'SIGKILL');
  await sleep(20_000);
  const ended = await stack.stopRecording('reconnected');
  const recording = await stack.until(id, 'ready');
  assert.equal(recording.interrupted, false);
  assertLasted(recording.durationSeconds, began, ended, 2);
});

test('PostgreSQL restarted: the recording goes on', async () => {
  await stack.join('rows');
  const id = await stack.record('rows');
  await stack.servers.stopServer('postgres');
  await sleep(3_000);
  await stack.servers.startServer('postgres');
  await eventually(async () => {
    assert.equal((await stack.client.call('POST', '/v1/rooms/rows/recording/stop')).status, 200);
  }, 20_000, 250);
  const recording = await stack.until(id, 'ready');
  assert.equal(recording.interrupted, false);
});
