import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { readConfig } from '../../src/config/index.ts';
import { createLivekit } from '../../src/platform/livekit/client.ts';
import { buildWebPage } from '../../src/start/local/web-page.ts';
import { lineProgress } from '../../src/start/local/progress.ts';
import { probe, readPictures, toneShare } from '../browser/support/media-file.ts';
import { COLOURS, joinPainted, leaveEverybody, livekitOf } from '../browser/support/painted-person.ts';
import { type Client, createClient, eventually } from '../support/client.ts';
import { type EventsStack, startEventsStack } from '../support/events-stack.ts';
import { startRecorderOn, startServerOn } from '../support/server.ts';
import { runEgress, type RunningEgress } from './support/run-egress.ts';

let stack: EventsStack;
let client: Client;
let egress: RunningEgress;
let folder: string;
let sql: postgres.Sql;

before(async () => {
  await buildWebPage(process.env, lineProgress(() => {}));
  stack = await startEventsStack();
  client = createClient(stack.api);
  sql = postgres(stack.servers.env.DATABASE_URL ?? '', { max: 1 });
  folder = await mkdtemp(join(tmpdir(), 'plenum-egress-files-'));
  egress = await runEgress(stack.servers.dataDir);
  await untilRecordable(true);
});
afterEach(leaveEverybody);
after(async () => {
  await egress?.stop();
  await sql?.end();
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function untilRecordable(isWanted: boolean): Promise<void> {
  await eventually(async () => {
    const { body } = await client.call<{ capabilities: Record<string, boolean> }>('GET', '/v1/health');
    assert.equal(body.capabilities.recording, isWanted);
  }, 60_000, 500);
}

/** LiveKit's name of a room. */
async function livekitRoom(roomId: string): Promise<string> {
  const { body } = await client.call('POST', '/v1/token', { roomId, userId: 'x', name: 'X', role: 'participant' });
  const [, claims = ''] = String(body.token).split('.');
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { video: { room: string } }).video.room;
}

async function joinPeople(roomId: string, count = 1) {
  const room = await livekitRoom(roomId);
  const colours = Object.values(COLOURS);
  return Promise.all(
    Array.from({ length: count }, (_, i) => {
      const tone = i === 0 ? { toneHz: 440 } : {};
      return joinPainted(livekitOf(stack.servers.env), { room, identity: `p${i}`, colour: colours[i] ?? COLOURS.red, ...tone });
    }),
  );
}

/** Waits until what was asked for in a room has come so far. */
async function untilState(roomId: string, states: string[]): Promise<void> {
  await eventually(async () => {
    const [row] = await sql<{ state: string }[]>`select state from compositions where room_id = ${roomId}`;
    assert.ok(row && states.includes(row.state), JSON.stringify(row));
  }, 30_000, 20);
}

/** What LiveKit told of egresses, as we keep it and as it does. */
async function everythingKept(): Promise<string> {
  const { livekit } = readConfig(stack.api.env);
  const told = await sql`select body from inbox where body like '%egressInfo%'`;
  assert.ok(told.length > 0);
  const listed = await createLivekit(livekit).egress((egresses) => egresses.listEgress());
  return JSON.stringify(told) + JSON.stringify(listed.map((info) => info.toJson()));
}

async function untilStatus(recordingId: string, status: string, timeoutMs = 60_000): Promise<Record<string, unknown>> {
  let recording: Record<string, unknown> = {};
  await eventually(async () => {
    recording = (await client.call('GET', `/v1/recordings/${recordingId}`)).body;
    assert.equal(recording.status, status, `${JSON.stringify(recording)}\n${stack.worker.readLog().slice(-2_000)}`);
  }, timeoutMs, 200);
  return recording;
}


async function download(recordingId: string): Promise<string> {
  const headers = { 'x-api-key': stack.api.apiKey };
  const answer = await fetch(`${stack.api.url}/v1/recordings/${recordingId}/download`, { headers });
  assert.equal(answer.status, 200);
  const file = join(folder, `${recordingId}.mp4`);
  await writeFile(file, Buffer.from(await answer.arrayBuffer()));
  return file;
}

test('an egress records a room: our page as its picture, H.264 and Opus, seekable', { timeout: 180_000 }, async (t) => {
  await joinPeople('filmed', 4);
  const askedAt = Date.now();
  const { status, body } = await client.call('POST', '/v1/rooms/filmed/recording/start', { layout: 'grid' });
  assert.equal(status, 201, JSON.stringify(body));
  t.diagnostic(`answered after ${Date.now() - askedAt} ms`);
  assert.match(String(body.egressId), /^EG_/);
  await untilState('filmed', ['active']);
  await sleep(5_000);
  const [cpu, at] = [egress.cpuSeconds(), Date.now()];
  await sleep(15_000);
  t.diagnostic(`${((egress.cpuSeconds() - cpu) / ((Date.now() - at) / 1_000)).toFixed(2)} cores`);
  const { body: running } = await client.call('GET', '/v1/rooms/filmed/recording');
  t.diagnostic(`first frame ${Date.parse(String(running.startedAt)) - askedAt} ms after the call`);
  const { body: people } = await client.call<{ participants: unknown[] }>('GET', '/v1/rooms/filmed/participants');
  assert.equal(people.participants.length, 4, 'the egress is not listed');
  assert.equal((await client.call('GET', `/v1/rooms/filmed/participants/${body.egressId}`)).status, 404);
  assert.equal((await client.call('POST', '/v1/rooms/filmed/recording/stop')).status, 200);
  const recording = await untilStatus(String(body.recordingId), 'ready');
  t.diagnostic(JSON.stringify(recording));
  assert.deepEqual([recording.engine, recording.interrupted, recording.mimeType], ['egress', false, 'video/mp4']);
  assert.equal(recording.egressId, body.egressId);
  assert.ok(!(await everythingKept()).includes(readConfig(stack.api.env).storage.secretKey), 'no key of the storage is kept');
  const file = await download(String(body.recordingId));
  const { codecs, width, height, duration } = await probe(file);
  assert.deepEqual([codecs, width, height], [['h264', 'opus'], 1280, 720]);
  assert.ok(Math.abs(duration - Number(recording.durationSeconds)) < 1.5, `${duration} s, told ${recording.durationSeconds} s`);
  const pictures = await readPictures(file, 1, 4);
  const [red] = pictures.at(10)?.colourAt(80, 45, 4) ?? [0];
  assert.ok(red > 150, `the first person is red: ${pictures.at(10)?.colourAt(80, 45, 4)}`);
  const tone = await toneShare(file, 440);
  assert.ok(tone > 0.2, `${tone} of the sound is the tone`);
});

test('sound alone', { timeout: 120_000 }, async () => {
  await joinPeople('heard');
  const { status, body } = await client.call('POST', '/v1/rooms/heard/recording/start', { audioOnly: true });
  assert.equal(status, 201, JSON.stringify(body));
  await untilState('heard', ['active']);
  await sleep(5_000);
  await client.call('POST', '/v1/rooms/heard/recording/stop');
  const recording = await untilStatus(String(body.recordingId), 'ready');
  assert.deepEqual([recording.engine, recording.mimeType], ['egress', 'audio/mp4']);
  assert.match(String(recording.filename), /\.m4a$/);
  const file = await download(String(body.recordingId));
  assert.deepEqual((await probe(file)).codecs, ['opus']);
  const tone = await toneShare(file, 440);
  assert.ok(tone > 0.2, `${tone} of the sound is the tone`);
});

test('a recording ends when the room empties', { timeout: 120_000 }, async () => {
  const people = await joinPeople('left');
  const { body } = await client.call('POST', '/v1/rooms/left/recording/start', {});
  await untilState('left', ['active']);
  await sleep(3_000);
  await Promise.all(people.map((person) => person.leave()));
  const recording = await untilStatus(String(body.recordingId), 'ready', 60_000);
  assert.equal(recording.interrupted, false);
});

test('a server that is killed while it starts an egress finds it again', { timeout: 120_000 }, async (t) => {
  await joinPeople('forgotten');
  // The page that is filmed is another server's.
  const other = await startServerOn(stack.servers.env, { EGRESS_TEMPLATE_URL: `${stack.api.url}/composite.html` });
  const starting = createClient(other).call('POST', '/v1/rooms/forgotten/recording/start', {}).catch(() => null);
  // LiveKit begins and answers, and nobody reads it.
  await untilState('forgotten', ['waiting']);
  await sleep(150);
  other.process.kill('SIGSTOP');
  await sleep(3_000);
  other.process.kill('SIGKILL');
  t.diagnostic(`the call: ${(await starting)?.status ?? 'cut off'}`);
  const { body: running } = await client.call('GET', '/v1/rooms/forgotten/recording');
  assert.equal(running.isRecording, true);
  await eventually(async () => {
    const { body } = await client.call('GET', `/v1/recordings/${running.recordingId}`);
    assert.match(String(body.egressId), /^EG_/);
  }, 40_000, 500);
  await untilState('forgotten', ['active']);
  await sleep(3_000);
  await client.call('POST', '/v1/rooms/forgotten/recording/stop');
  const recording = await untilStatus(String(running.recordingId), 'ready');
  assert.equal(recording.engine, 'egress');
});

test('an egress that is killed while it records: failed, with a sentence, and another can begin', { timeout: 180_000 }, async (t) => {
  await joinPeople('killed');
  const { body } = await client.call('POST', '/v1/rooms/killed/recording/start', {});
  await untilState('killed', ['active']);
  await sleep(3_000);
  egress.kill();
  const killedAt = Date.now();
  const recording = await untilStatus(String(body.recordingId), 'failed', 90_000);
  t.diagnostic(`failed after ${Date.now() - killedAt} ms: ${recording.error}`);
  assert.match(String(recording.error), /ended without a word/);
  assert.equal(recording.interrupted, true);
  await untilRecordable(false);
});

test('without an egress, one of our own recorders takes its place, also for who finds out that it was killed', { timeout: 120_000 }, async (t) => {
  const recorder = await startRecorderOn(stack.servers.env, folder);
  try {
    await egress.stop();
    egress = await runEgress(stack.servers.dataDir);
    await eventually(async () => assert.match(egress.readLog(), /request received/), 40_000);
    const people = await joinPeople('instead');
    egress.kill();
    const askedAt = Date.now();
    const { status, body } = await client.call('POST', '/v1/rooms/instead/recording/start', {});
    t.diagnostic(`answered after ${Date.now() - askedAt} ms`);
    assert.equal(status, 201);
    await sleep(4_000);
    await Promise.all(people.map((person) => person.leave()));
    const recording = await untilStatus(String(body.recordingId), 'ready', 60_000);
    assert.equal(recording.engine, 'browser');
  } finally {
    await recorder.stop();
  }
});
