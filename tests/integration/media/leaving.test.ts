import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readConfig } from '../../../src/config/index.ts';
import { createDeps, type Deps } from '../../../src/deps.ts';
import { changeState } from '../../../src/modules/compositing/change-state.ts';
import { claimWaiting } from '../../../src/modules/compositing/claim.ts';
import { announceRecorder } from '../../../src/modules/compositing/recorders.ts';
import type { Composition } from '../../../src/modules/compositing/tables.ts';
import { type Person, registerPerson } from '../accounts/support/people.ts';
import { createClient, eventually } from '../../support/client.ts';
import { type EventsStack, startEventsStack } from '../../support/events-stack.ts';
import { joinRoom, type Participant } from '../../support/participants.ts';

const holder = 'a recorder';
const file = Buffer.from('film');

let stack: EventsStack;
let deps: Deps;

before(async () => {
  stack = await startEventsStack();
  await stack.servers.startIngress?.();
  deps = createDeps(readConfig(stack.servers.env));
});
after(async () => {
  await deps?.close();
  await stack?.stop();
});

interface Live {
  workspaceId: string;
  ann: Participant;
  access: { token: string; url: string };
  ingressId: string;
  composition: Composition;
}

/** Ann is in a room that a recorder records and that an encoder may publish into. */
async function goLive(person: Person): Promise<Live> {
  const key = createClient(stack.api, { 'x-api-key': person.apiKey });
  const { body: me } = await key.call<{ workspaceId: string }>('GET', '/v1/auth/me');
  assert.equal((await key.call('POST', '/v1/rooms', { name: 'live' })).status, 201);
  const wanted = { roomId: 'live', userId: 'ann', name: 'Ann', role: 'host' };
  const { body: access } = await key.call<Live['access']>('POST', '/v1/token', wanted);
  const ann = await joinRoom(access.token, access.url);
  await announceRecorder(deps.database.db, holder, 1);
  const started = await key.call('POST', '/v1/rooms/live/recording/start', {});
  assert.equal(started.status, 201, JSON.stringify(started.body));
  const composition = await beginCapture();
  const { status, body } = await key.call<{ ingressId: string }>('POST', '/v1/rooms/live/ingress', {});
  assert.equal(status, 201, JSON.stringify(body));
  return { workspaceId: me.workspaceId, ann, access, ingressId: body.ingressId, composition };
}

/** What a recorder says once it captures; it is busy for longer than the test takes. */
async function beginCapture(): Promise<Composition> {
  const claimed = await claimWaiting(deps.compositing, holder);
  const leaseUntil = new Date(Date.now() + 3_600_000);
  const change = { state: 'active' as const, startedAt: new Date(), leaseUntil };
  const active = await changeState(deps.compositing, { id: claimed?.id ?? '', holder, from: ['starting'] }, change);
  assert.ok(active);
  return active;
}

/** What it says, and stores, when it has stopped. */
async function endCapture({ id, objectName }: Composition): Promise<void> {
  const stored = `${objectName}.mp4`;
  await deps.objects.put(stored, file, 'video/mp4');
  const made = { objectName: stored, mimeType: 'video/mp4', sizeBytes: file.length, durationSeconds: 1 };
  const change = { state: 'done' as const, stoppedAt: new Date(), file: made };
  assert.ok(await changeState(deps.compositing, { id, holder, from: ['active'] }, change));
}

/** The tables that still hold something about a workspace, but for what may stay. */
async function readLeft(workspaceId: string): Promise<string[]> {
  const { sql } = deps.database;
  const staying = ['ledger_entries', 'balances', 'outbox', 'access_overrides', 'workspace_deletions'];
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where column_name = 'workspace_id' and table_schema = 'public' and table_name not in ${sql(staying)} order by 1`;
  const counts = await Promise.all(tables.map(({ name }) => sql`select 1 from ${sql(name)} where workspace_id = ${workspaceId} limit 1`));
  return tables.map(({ name }) => name).filter((_, i) => counts[i]?.length === 1);
}

test('a deletion puts out who is in a room, withdraws stream keys, and waits for a recorder before it removes the file', async () => {
  const person = await registerPerson(stack.api);
  const { workspaceId, ann, access, ingressId, composition } = await goLive(person);
  await eventually(async () => assert.ok((await readLeft(workspaceId)).includes('participant_sessions')), 10_000);
  assert.equal((await person.browser.call('DELETE', '/v1/account')).status, 204);
  await ann.untilOut();
  const back = await joinRoom(access.token, access.url).catch(() => null);
  await back?.untilOut();

  const { sql } = deps.database;
  await eventually(async () => assert.deepEqual(await readLeft(workspaceId), ['compositions', 'recordings']), 15_000);
  const [asked] = await sql`select stop_requested_at is not null as stopped from compositions where id = ${composition.id}`;
  assert.equal(asked?.stopped, true, 'the recorder is told to stop');
  const ingress = await deps.ingress.livekit.ingress((client) => client.listIngress());
  assert.ok(!ingress.some((one) => one.ingressId === ingressId), 'LiveKit knows the stream key no more');

  await endCapture(composition);
  await eventually(async () => assert.deepEqual(await readLeft(workspaceId), []), 15_000);
  assert.deepEqual(await deps.objects.list(`recordings/${workspaceId}/`), []);
  await sql`update workspace_deletions set requested_at = requested_at - interval '2 minutes' where workspace_id = ${workspaceId}`;
  const isPending = async () => (await sql`select 1 from workspace_deletions where workspace_id = ${workspaceId}`).length > 0;
  await eventually(async () => assert.equal(await isPending(), false), 10_000);
  assert.deepEqual(await readLeft(workspaceId), [], 'nothing came late');
});
