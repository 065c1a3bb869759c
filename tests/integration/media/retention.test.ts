import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readConfig } from '../../../src/config/index.ts';
import { newId } from '../../../src/core/ids.ts';
import { enforceRetention } from '../../../src/modules/recordings/retention/enforce-retention.ts';
import { type Recording, recordings } from '../../../src/modules/recordings/tables.ts';
import { recordingUploads } from '../../../src/modules/recordings/uploads/tables.ts';
import { connectDatabase, type DatabaseClient } from '../../../src/platform/db/client.ts';
import { connectObjectStore, type ObjectStore } from '../../../src/platform/objects/client.ts';
import { eventually } from '../../support/client.ts';
import { startServerOn, startWorkerOn, type TestServer } from '../../support/server.ts';
import { startOwnStack } from '../../support/stack.ts';

let stack: Awaited<ReturnType<typeof startOwnStack>>;
let server: TestServer;
let database: DatabaseClient;
let objects: ObjectStore;
const workspaceId = newId('ws');

before(async () => {
  // Of its own: a worker would act on what other tests have written, too.
  stack = await startOwnStack();
  server = await startServerOn(stack.env);
  database = connectDatabase(server.env['DATABASE_URL'] ?? '');
  objects = connectObjectStore(readConfig(server.env).storage);
  await objects.ensureBucket();
});
after(async () => {
  await database?.close();
  await server?.stop();
  await stack?.stop();
});

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

/** A recording with a file, a strip, and a piece of its capture. */
async function insertRecording(change: Partial<Recording>): Promise<string> {
  const id = newId('rec');
  const base = `recordings/${workspaceId}/${id}`;
  for (const name of ['.mp4', '.mp4.strip.jpg', '.parts/000000']) await objects.put(base + name, Buffer.from('x'), 'video/mp4');
  await database.db.insert(recordings).values({
    ...{ id, workspaceId, roomId: id, engine: 'browser', status: 'ready', filename: 'a.mp4', mimeType: 'video/mp4' },
    ...{ sizeBytes: 1, objectName: `${base}.mp4`, hasStrip: true, ...change },
  });
  return id;
}

/** Which of these recordings are there, and which have objects. */
async function readLeft(ids: string[]): Promise<{ rows: string[]; files: string[] }> {
  const rows = await database.db.select({ id: recordings.id }).from(recordings);
  const names = await objects.list(`recordings/${workspaceId}/`);
  return {
    rows: ids.filter((id) => rows.some((row) => row.id === id)),
    files: ids.filter((id) => names.some((name) => name.includes(id))),
  };
}

test('what ended long ago is deleted with its files at the start of a worker, and nothing else', async () => {
  const old = await insertRecording({ endedAt: daysAgo(8) });
  const oldUpload = await insertRecording({ engine: 'upload', createdAt: daysAgo(8) });
  const oldFailure = await insertRecording({ status: 'failed', objectName: null, endedAt: daysAgo(8) });
  const recent = await insertRecording({ createdAt: daysAgo(30), endedAt: daysAgo(6) });
  const unfinished = await insertRecording({ status: 'processing', createdAt: daysAgo(30), endedAt: daysAgo(30) });
  const running = await insertRecording({ status: 'recording', createdAt: daysAgo(30) });
  const ids = [old, oldUpload, oldFailure, recent, unfinished, running];
  const keeping = await startWorkerOn(server.env);
  await keeping.stop();
  assert.deepEqual(await readLeft(ids), { rows: ids, files: ids });

  const worker = await startWorkerOn(server.env, { RECORDING_RETENTION_DAYS: '7' });
  const left = [recent, unfinished, running];
  await eventually(async () => assert.deepEqual(await readLeft(ids), { rows: left, files: left }), 15_000, 200);
  await worker.stop();
});

test('while storage is away nothing is forgotten', async () => {
  const id = await insertRecording({ endedAt: daysAgo(8) });
  const away = connectObjectStore({ ...readConfig(server.env).storage, endpoint: 'http://127.0.0.1:9' });
  const { db } = database;
  const { signal } = new AbortController();
  await assert.rejects(enforceRetention({ db, objects: away, retentionDays: 7 }, signal), /storage cannot be reached/);
  assert.deepEqual(await readLeft([id]), { rows: [id], files: [id] });
  await Promise.all([1, 2].map(() => enforceRetention({ db, objects, retentionDays: 7 }, signal)));
  assert.deepEqual(await readLeft([id]), { rows: [], files: [] });
});

test('what an upload left behind is removed after a day, whether or not its object was complete', async () => {
  const { db } = database;
  const leave = async (ageHours: number) => {
    const id = newId('rec');
    const objectName = `recordings/${workspaceId}/${id}.mp4`;
    await objects.put(objectName, Buffer.from('x'), 'video/mp4');
    await db.insert(recordingUploads).values({ id, objectName, createdAt: new Date(Date.now() - ageHours * 3_600_000) });
    return id;
  };
  const [stale, fresh] = [await leave(25), await leave(23)];
  await enforceRetention({ db, objects, retentionDays: null }, new AbortController().signal);
  const rows = new Set((await db.select().from(recordingUploads)).map(({ id }) => id));
  assert.deepEqual([rows.has(stale), rows.has(fresh)], [false, true]);
  const { files } = await readLeft([stale, fresh]);
  assert.deepEqual(files, [fresh]);
});
