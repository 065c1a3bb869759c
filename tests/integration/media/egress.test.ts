import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { readConfig } from '../../../src/config/index.ts';
import { newId } from '../../../src/core/ids.ts';
import type { Composition } from '../../../src/modules/compositing/index.ts';
import { announceEgress, announceRecorder, forgetRecorder } from '../../../src/modules/compositing/recorders.ts';
import { compositions } from '../../../src/modules/compositing/tables.ts';
import { connectDatabase, type DatabaseClient } from '../../../src/platform/db/client.ts';
import { connectObjectStore, type ObjectStore } from '../../../src/platform/objects/client.ts';
import { outbox } from '../../../src/platform/outbox/tables.ts';
import { lineProgress } from '../../../src/start/local/progress.ts';
import { buildWebPage } from '../../../src/start/local/web-page.ts';
import { type Client, createClient, eventually } from '../../support/client.ts';
import { startServerOn, startWorkerOn, type TestServer } from '../../support/server.ts';
import { startOwnStack } from '../../support/stack.ts';
import { type EgressModel, modelEgress, modelSeconds, postWebhook } from './support/egress-model.ts';

let stack: Awaited<ReturnType<typeof startOwnStack>>;
let server: TestServer;
let worker: Awaited<ReturnType<typeof startWorkerOn>>;
let client: Client;
let database: DatabaseClient;
let objects: ObjectStore;

before(async () => {
  await buildWebPage(process.env, lineProgress(() => {}));
  stack = await startOwnStack();
  server = await startServerOn(stack.env);
  // What asks for an egress would find out that there is none.
  worker = await startWorkerOn(stack.env, { RECORDING_ENGINE: 'browser' });
  client = createClient(server);
  database = connectDatabase(stack.env.DATABASE_URL ?? '');
  objects = connectObjectStore(readConfig(server.env).storage);
});
after(async () => {
  await database?.close();
  await worker?.stop();
  await server?.stop();
  await stack?.stop();
});

interface Scene {
  recordingId: string;
  composition: Composition;
  egress: EgressModel;
}

/** A room whose recording was handed to an egress, which LiveKit has told of. Nobody answers the start: here is none. */
async function begin(roomId: string, startedAt?: number): Promise<Scene> {
  await client.call('POST', '/v1/rooms', { name: roomId });
  await announceEgress(database.db);
  const starting = client.call('POST', `/v1/rooms/${roomId}/recording/start`, {});
  const composition = await eventually(async () => {
    const [row] = await database.db.select().from(compositions).where(eq(compositions.roomId, roomId));
    assert.ok(row);
    return row;
  }, 5_000);
  assert.equal(composition.engine, 'egress');
  const egress = modelEgress({ ...composition, egressId: newId('EG') }, startedAt);
  await tell('egress_started', egress.starting());
  const { status, body } = await starting;
  assert.deepEqual([status, body.status, body.egressId], [201, 'recording', egress.egressId]);
  return { recordingId: String(body.recordingId), composition, egress };
}

async function tell(event: string, info: Parameters<typeof postWebhook>[3]): Promise<void> {
  assert.equal(await postWebhook(server.url, server.env, event, info), 200);
}

async function store({ objectName, id }: Composition, size: number): Promise<void> {
  await objects.put(`${objectName}-${id}.mp4`, Buffer.alloc(size, 'x'), 'video/mp4');
}

async function untilStatus({ recordingId }: Scene, status: string): Promise<Record<string, unknown>> {
  return eventually(async () => {
    const { body } = await client.call('GET', `/v1/recordings/${recordingId}`);
    assert.equal(body.status, status, JSON.stringify(body));
    return body;
  }, 10_000);
}

async function eventsOf(roomId: string): Promise<string[]> {
  const rows = await database.db.select().from(outbox).where(eq(outbox.roomId, roomId)).orderBy(outbox.seq);
  return rows.map(({ name }) => name).filter((name) => name.startsWith('recording_'));
}

const all = ['recording_started', 'recording_stopped', 'recording_ready'];

suite('what LiveKit tells of an egress', { concurrency: true }, () => {
  test('from its start to a file that is as large in storage as was told', async () => {
    const scene = await begin('told');
    const { egress } = scene;
    assert.deepEqual(await eventsOf('told'), []);
    await tell('egress_updated', egress.active());
    await eventually(async () => assert.deepEqual(await eventsOf('told'), ['recording_started']), 5_000);
    await tell('egress_updated', egress.ending());
    await untilStatus(scene, 'processing');
    await store(scene.composition, 4_321);
    await tell('egress_ended', egress.complete(4_321));
    const recording = await untilStatus(scene, 'ready');
    assert.deepEqual(
      [recording.engine, recording.egressId, recording.interrupted, recording.sizeBytes, recording.durationSeconds, recording.error],
      ['egress', egress.egressId, false, 4_321, modelSeconds, null],
    );
    const download = await fetch(`${server.url}/v1/recordings/${egress.egressId}/download`, { headers: { 'x-api-key': server.apiKey } });
    assert.deepEqual([download.status, (await download.arrayBuffer()).byteLength], [200, 4_321]);
    assert.deepEqual(await eventsOf('told'), all);
  });

  test('in another order, twice, and without what was lost', async () => {
    const scene = await begin('mixed');
    const { egress } = scene;
    await store(scene.composition, 99);
    await tell('egress_ended', egress.complete(99));
    for (const info of [egress.active(), egress.starting(), egress.ending(), egress.active()]) await tell('egress_updated', info);
    await tell('egress_ended', egress.complete(99));
    assert.equal((await untilStatus(scene, 'ready')).interrupted, false);
    await tell('egress_updated', egress.active());
    await tell('egress_ended', egress.failed('too late'));
    const { body } = await client.call('GET', `/v1/recordings/${scene.recordingId}`);
    assert.deepEqual([body.status, body.error], ['ready', null]);
    assert.deepEqual(await eventsOf('mixed'), all);
  });

  test('one that fails: with its own words when there is no file, and ready when there is', async () => {
    const [lost, kept] = await Promise.all([begin('lost'), begin('kept')]);
    await tell('egress_updated', lost.egress.active());
    await tell('egress_ended', lost.egress.failed('upload failed: no such bucket'));
    const recording = await untilStatus(lost, 'failed');
    assert.deepEqual([recording.error, recording.interrupted], ['upload failed: no such bucket', true]);
    assert.deepEqual(await eventsOf('lost'), ['recording_started', 'recording_stopped', 'recording_failed']);
    await store(kept.composition, 50);
    await tell('egress_ended', kept.egress.failed('pipeline error'));
    assert.equal((await untilStatus(kept, 'ready')).interrupted, true);
  });

  test('a file of another size than was told is not ready', async () => {
    const scene = await begin('cut', Date.now() - 120_000);
    await store(scene.composition, 10);
    await tell('egress_ended', scene.egress.complete(1_000));
    assert.match(String((await untilStatus(scene, 'failed')).error), /10 of 1000 bytes/);
  });

  test('one that ends before it has begun leaves the room free for another try', async () => {
    const scene = await begin('early');
    await tell('egress_ended', scene.egress.failed('Start signal not received', false));
    assert.equal((await untilStatus(scene, 'failed')).error, 'Start signal not received');
    assert.equal((await client.call('GET', '/v1/rooms/early/recording')).body.isRecording, false);
    assert.deepEqual(await eventsOf('early'), ['recording_failed']);
  });

  test('another egress than that of the recording changes nothing', async () => {
    const scene = await begin('strange');
    await tell('egress_ended', modelEgress({ ...scene.composition, egressId: newId('EG') }).failed('not ours'));
    await tell('egress_ended', modelEgress({ ...scene.composition, id: 'cm_unknown' }).failed('nobody knows it'));
    await tell('egress_updated', scene.egress.active());
    await eventually(async () => assert.deepEqual(await eventsOf('strange'), ['recording_started']), 5_000);
  });
});

test('an egress that does not answer any more: a recorder takes its place in the same call', async () => {
  await client.call('POST', '/v1/rooms', { name: 'instead' });
  await announceEgress(database.db);
  await announceRecorder(database.db, 'a-recorder', 1);
  const startedAt = Date.now();
  const { status, body } = await client.call('POST', '/v1/rooms/instead/recording/start', {});
  assert.equal(status, 201);
  assert.ok(Date.now() - startedAt < 8_000, `${Date.now() - startedAt} ms`);
  const { body: recording } = await client.call('GET', `/v1/recordings/${body.recordingId}`);
  assert.deepEqual([recording.engine, recording.egressId, recording.status], ['browser', body.egressId, 'recording']);
  await forgetRecorder(database.db, 'a-recorder');
});

test('no egress and no recorder: a 503, also for the one who finds it out', async () => {
  await client.call('POST', '/v1/rooms', { name: 'nobody' });
  await announceEgress(database.db);
  const first = await client.call('POST', '/v1/rooms/nobody/recording/start', {});
  assert.deepEqual([first.status, first.body.code], [503, 'recording-unavailable']);
  const { body } = await client.call<{ recordings: { roomId: string; status: string }[] }>('GET', '/v1/recordings');
  assert.equal(body.recordings.find(({ roomId }) => roomId === 'nobody')?.status, 'failed');
  const startedAt = Date.now();
  assert.equal((await client.call('POST', '/v1/rooms/nobody/recording/start', {})).status, 503);
  // To ask once more would take five seconds.
  assert.ok(Date.now() - startedAt < 4_000, 'remembered');
});

test('RECORDING_ENGINE=egress takes no recorder; where no egress answers, LiveKit is asked in the background only', async () => {
  const choice = { RECORDING_ENGINE: 'egress' };
  const [strict, asking] = await Promise.all([startServerOn(stack.env, choice), startWorkerOn(stack.env, choice)]);
  try {
    await announceRecorder(database.db, 'a-recorder', 1);
    await eventually(async () => {
      const startedAt = Date.now();
      const { status, body } = await createClient(strict).call('POST', '/v1/rooms/nobody/recording/start', {});
      assert.deepEqual([status, body.code], [503, 'recording-unavailable']);
      assert.ok(Date.now() - startedAt < 1_000);
    }, 10_000);
    const { body } = await createClient(strict).call<{ capabilities: { recording: boolean } }>('GET', '/v1/health');
    assert.equal(body.capabilities.recording, false);
  } finally {
    await Promise.all([strict.stop(), asking.stop()]);
    await forgetRecorder(database.db, 'a-recorder');
  }
});

test('the page that an egress films is served', async () => {
  const answer = await fetch(`${server.url}/composite.html?url=x&token=y&layout=grid`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-security-policy') ?? '', /connect-src 'self' ws: wss:/);
});
