import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { ParticipantInfo, ParticipantInfo_Kind } from '@livekit/protocol';
import { eq } from 'drizzle-orm';
import { readConfig } from '../../../src/config/index.ts';
import { newId } from '../../../src/core/ids.ts';
import {
  compareEgress,
  type Composition,
  createEgressKeeper,
  type EgressDeps,
  requestStop,
} from '../../../src/modules/compositing/index.ts';
import { announceRecorder, forgetRecorder } from '../../../src/modules/compositing/recorders.ts';
import { compositions } from '../../../src/modules/compositing/tables.ts';
import { connectDatabase, type DatabaseClient } from '../../../src/platform/db/client.ts';
import { migrateDatabase } from '../../../src/platform/db/migrate.ts';
import { connectObjectStore, type ObjectStore } from '../../../src/platform/objects/client.ts';
import { eventually } from '../../support/client.ts';
import { startOwnStack } from '../../support/stack.ts';
import { type LivekitModel, modelEgress, modelLivekit } from './support/egress-model.ts';

let stack: Awaited<ReturnType<typeof startOwnStack>>;
let database: DatabaseClient;
let objects: ObjectStore;
let livekit: LivekitModel;
let deps: EgressDeps;
let states: string[];

before(async () => {
  stack = await startOwnStack();
  const { databaseUrl, storage } = readConfig(stack.env);
  await migrateDatabase(databaseUrl);
  database = connectDatabase(databaseUrl);
  objects = connectObjectStore(storage);
  await objects.ensureBucket();
});
beforeEach(async () => {
  await database.db.delete(compositions);
  livekit = modelLivekit();
  states = [];
  deps = {
    db: database.db,
    livekit,
    objects,
    choice: 'auto',
    templateUrl: 'http://localhost:3000/composite.html',
    storage: { endpoint: '', accessKey: '', secretKey: '', bucket: '' },
    listener: {
      changed: async (_tx, { state }) => void (states.at(-1) === state || states.push(state)),
      targetsChanged: async () => {},
    },
  };
});
after(async () => {
  await database?.close();
  await stack?.stop();
});

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000);

/** A composition as it is in the database, begun some minutes ago. */
async function given(state: Composition['state'], more: Partial<Composition> = {}): Promise<Composition> {
  const id = newId('cm');
  const row = {
    id,
    kind: 'recording' as const,
    engine: 'egress' as const,
    egressId: newId('EG'),
    workspaceId: 'ws_1',
    roomId: id,
    picture: { layout: 'grid' as const, audioOnly: false, width: 1280, height: 720 },
    objectName: `recordings/ws_1/${id}`,
    createdAt: secondsAgo(300),
    startedAt: state === 'active' ? secondsAgo(295) : null,
    ...more,
  };
  const [composition] = await database.db.insert(compositions).values({ ...row, state }).returning();
  return composition as Composition;
}

async function read({ id }: Composition): Promise<Composition> {
  const [row] = await database.db.select().from(compositions).where(eq(compositions.id, id));
  return row as Composition;
}

/** Lets a worker deal with what is due until the composition has come to `state`. */
async function until(composition: Composition, state: Composition['state']): Promise<Composition> {
  const errors: unknown[] = [];
  const keeper = createEgressKeeper(deps, 'a worker', (error) => errors.push(error));
  return eventually(async () => {
    await keeper.look();
    await keeper.settled();
    const latest = await read(composition);
    assert.equal(latest.state, state, `${JSON.stringify(latest)} ${errors.map(String).join()}`);
    return latest;
  }, 20_000, 200);
}

const nobody = new Set<string>();

test('an egress whose start was never written down is found by its composition', async () => {
  const composition = await given('waiting');
  const egress = modelEgress({ ...composition, egressId: newId('EG') });
  livekit.infos.set(egress.egressId, egress.active());
  await compareEgress(deps, new Date(), new Set([egress.egressId]));
  const latest = await read(composition);
  assert.deepEqual([latest.state, latest.egressId], ['active', egress.egressId]);
  assert.deepEqual(states, ['starting', 'active']);
  assert.deepEqual(livekit.stopped, []);
});

test('one that was never started is given up after two lists, and a recorder takes its place', async () => {
  const composition = await given('waiting');
  await announceRecorder(database.db, 'a-recorder', 1);
  livekit.people.push(new ParticipantInfo({ identity: 'ann' }));
  await compareEgress(deps, secondsAgo(15), nobody);
  assert.equal((await read(composition)).egressEnd, null);
  await compareEgress(deps, new Date(), nobody);
  const keeper = createEgressKeeper(deps, 'a worker', assert.ifError);
  await keeper.look();
  await keeper.settled();
  const latest = await read(composition);
  assert.deepEqual([latest.engine, latest.state, latest.egressEnd], ['browser', 'waiting', null]);
  await forgetRecorder(database.db, 'a-recorder');
});

test('an end that no webhook told is found in the books', async () => {
  const composition = await given('active');
  const egress = modelEgress(composition, Date.now() - 60_000);
  await objects.put(`${composition.objectName}-${composition.id}.mp4`, Buffer.alloc(77), 'video/mp4');
  livekit.infos.set(egress.egressId, egress.complete(77));
  await compareEgress(deps, new Date(), nobody);
  const { file, isInterrupted } = await until(composition, 'done');
  assert.deepEqual([file?.sizeBytes, file?.mimeType, isInterrupted], [77, 'video/mp4', false]);
  assert.deepEqual(states, ['finishing', 'done']);
});

test('a killed egress, which LiveKit lists for ever: nobody answers, nothing is in storage', async () => {
  const composition = await given('active');
  livekit.infos.set(composition.egressId, modelEgress(composition).active());
  await compareEgress(deps, secondsAgo(15), new Set([composition.egressId]));
  assert.equal((await read(composition)).missingSince, null, 'it is in its room');
  await compareEgress(deps, secondsAgo(15), nobody);
  await compareEgress(deps, new Date(), nobody);
  const latest = await until(composition, 'failed');
  assert.match(latest.error ?? '', /ended without a word/);
  assert.ok(latest.isInterrupted);
  assert.deepEqual(livekit.stopped, [composition.egressId]);
});

test('an egress that LiveKit has forgotten but that lives ends in good order', async () => {
  const composition = await given('active');
  const egress = modelEgress(composition, Date.now() - 60_000);
  await objects.put(`${composition.objectName}-${composition.id}.mp4`, Buffer.alloc(5), 'video/mp4');
  livekit.onStop.set(egress.egressId, () => egress.complete(5));
  await compareEgress(deps, secondsAgo(15), nobody);
  await compareEgress(deps, new Date(), nobody);
  assert.equal((await until(composition, 'done')).file?.sizeBytes, 5);
});

test('a stop is repeated until the egress has ended', async () => {
  const composition = await given('active');
  const egress = modelEgress(composition, Date.now() - 60_000);
  livekit.infos.set(egress.egressId, egress.active());
  await requestStop(database.db, composition.id);
  const keeper = createEgressKeeper(deps, 'a worker', assert.ifError);
  await keeper.look();
  await keeper.settled();
  assert.equal((await read(composition)).state, 'active', 'nobody has answered yet');
  livekit.onStop.set(egress.egressId, () => egress.ending());
  await until(composition, 'finishing');
  assert.ok(livekit.stopped.length >= 2);
});

test('one that does not begin within 30 seconds is stopped, and fails when nobody is left to record', async () => {
  const composition = await given('starting');
  const egress = modelEgress(composition);
  livekit.infos.set(composition.egressId, egress.starting());
  livekit.people.push(new ParticipantInfo({ identity: composition.egressId, kind: ParticipantInfo_Kind.EGRESS }));
  const latest = await until(composition, 'failed');
  assert.equal(latest.error, 'The egress did not begin within 30 seconds.');
  assert.deepEqual(livekit.stopped, [composition.egressId]);
});

test('an egress that was given up is stopped wherever it appears; that of another server is left alone', async () => {
  const [replaced, failed] = [await given('waiting', { engine: 'browser' }), await given('failed')];
  const [late, later] = [replaced, failed].map((one) => modelEgress({ ...one, egressId: newId('EG') }));
  const foreign = modelEgress({ ...replaced, id: 'cm_elsewhere', egressId: newId('EG') });
  for (const egress of [late, later, foreign]) if (egress) livekit.infos.set(egress.egressId, egress.active());
  await compareEgress(deps, new Date(), nobody);
  assert.deepEqual(livekit.stopped.toSorted(), [late?.egressId, later?.egressId].toSorted());
  assert.equal((await read(replaced)).engine, 'browser');
});

test('two workers never deal with the same egress at once', async () => {
  const stopped = { stopRequestedAt: new Date() };
  const four = await Promise.all(Array.from({ length: 4 }, () => given('active', stopped)));
  for (const composition of four) livekit.onStop.set(composition.egressId, () => modelEgress(composition).active());
  const keepers = ['one', 'another'].map((name) => createEgressKeeper(deps, name, assert.ifError));
  await Promise.all(keepers.map((keeper) => keeper.look()));
  await Promise.all(keepers.map((keeper) => keeper.settled()));
  assert.deepEqual(livekit.stopped.toSorted(), four.map(({ egressId }) => egressId).toSorted());
});
