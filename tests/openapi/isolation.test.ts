import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '../support/client.ts';
import { eventSettings } from '../support/events-stack.ts';
import { startServerWithIngress } from '../support/ingress-server.ts';
import type { TestServer } from '../support/server.ts';
import { type Call, type Fixture, findMismatches, fixtures } from './fixtures/index.ts';
import { type Caller, listCallers } from './support/callers.ts';
import { findUnfilled } from './support/find-unfilled.ts';
import { type Operation, readOperations } from './support/operations.ts';
import { startPayments, watchDeposits } from './support/payments.ts';
import { createScene, type Scene } from './support/scene.ts';
import { type Withdrawn, withdrawTokens } from './support/withdrawn.ts';
import { createWorkspaces, type Workspaces } from './support/workspaces.ts';

interface Setting {
  server: TestServer;
  workspaces: Workspaces;
  withdrawn: Withdrawn;
  /** Where every call is made that must not change anything. */
  still: Scene;
}

test('every operation answers its owner and nobody else', async (t) => {
  const payments = await startPayments();
  t.after(() => payments.stop());
  const server = await startServerWithIngress({ ...eventSettings, ...payments.settings });
  t.after(() => server.stop());
  await watchDeposits(server);
  const operations = await readOperations(server.url);
  assert.ok(operations.length > 20, 'The document is not empty.');
  await t.test('has a fixture', () => assert.deepEqual(findMismatches(operations), { missing: [], stale: [] }));

  const workspaces = await createWorkspaces(server);
  const still = await createScene(server);
  t.after(() => still.close());
  const setting = { server, workspaces, still, withdrawn: await withdrawTokens(server, still.roomId, 1) };
  const inMeeting = { ...setting, withdrawn: await withdrawTokens(server, still.meeting.meetingId, 0) };
  let calls = 0;
  for (const operation of operations) {
    const fixture = fixtures[operation.operationId];
    if (fixture) await t.test(operation.operationId, async () => {
      calls += await tryEverybody(fixture.inMeeting ? inMeeting : setting, operation, fixture).finally(() => forgetStrangersRoom(setting));
    });
  }
  t.diagnostic(`${calls} calls of ${operations.length} operations`);
});

/** Makes the call as the owner, then as all others, and compares all answers at once; tells how many there were. */
async function tryEverybody(setting: Setting, operation: Operation, fixture: Fixture): Promise<number> {
  const { server, workspaces, withdrawn, still } = setting;
  const callers = listCallers(server, workspaces, withdrawn, operation, fixture);
  const [owner, ...others] = callers;
  assert.ok(owner);
  assert.deepEqual(findUnfilled(operation, await fixture.call(still)), [], 'The fixture gives a value to each parameter and required field.');
  const before = await still.read();
  const needsScene = ({ expected }: Caller) => fixture.changes === true && expected === '2xx';
  const attempt = (caller: Caller) => tryInScene(setting, operation, fixture, caller, needsScene(caller));
  const outcomes = [await attempt(owner)];
  // One after the other, since several people who join at once wait for each other.
  const waits = (caller: Caller) => needsScene(caller) || fixture.inTurn === true;
  for (const caller of others.filter(waits)) outcomes.push(await attempt(caller));
  outcomes.push(...(await Promise.all(others.filter((caller) => !waits(caller)).map(attempt))));
  assert.deepEqual(Object.fromEntries(outcomes), Object.fromEntries(callers.map(({ name, expected }) => [name, expected])));
  assert.deepEqual(await still.read(), before, 'What belongs to the owner is as it was.');
  return callers.length;
}

/** A call that changes something gets a scene of its own. */
async function tryInScene(
  setting: Setting,
  operation: Operation,
  fixture: Fixture,
  caller: Caller,
  needsScene: boolean,
): Promise<[string, string]> {
  const scene = needsScene ? await createScene(setting.server) : setting.still;
  try {
    if (needsScene) await fixture.arrange?.(createClient(setting.server), scene);
    return [caller.name, await tryCall(setting, operation, await fixture.call(scene), caller, scene)];
  } finally {
    if (needsScene) await scene.close();
  }
}

/** A stranger may open a room of the same name; later calls shall find none. */
async function forgetStrangersRoom({ server, workspaces, still }: Setting): Promise<void> {
  const stranger = createClient(server, { 'x-api-key': workspaces.strangerKey });
  await stranger.call('DELETE', `/v1/rooms/${encodeURIComponent(still.roomId)}`);
}

async function tryCall(
  { server, workspaces }: Setting,
  operation: Operation,
  { path = {}, query = {}, headers = {}, body, files }: Call,
  caller: Caller,
  scene: Scene,
): Promise<string> {
  const address = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  const { call } = createClient(server, await caller.headers(scene));
  const sent = files === undefined ? body : toForm(files);
  const answer = await call(operation.method, search === '' ? address : `${address}?${search}`, sent, headers);
  if (answer.status < 300) {
    const isPublic = operation.callers.includes('anyone');
    if (caller.isStranger && !isPublic) {
      assertNothingOf([workspaces.ownerId, scene.webhook.id, scene.ingressId], JSON.stringify(answer.body));
    }
    return '2xx';
  }
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
  return `${answer.status} ${String(answer.body['code'])}`;
}

function toForm(files: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) form.append(name, new Blob([content]), 'file');
  return form;
}

/** Looks into tokens and links, too, which carry their workspace in base64. */
function assertNothingOf(ids: string[], answer: string): void {
  const decoded = (answer.match(/[\w-]{20,}/g) ?? []).map((part) => Buffer.from(part, 'base64url').toString());
  for (const text of [answer, ...decoded]) {
    assert.ok(!ids.some((id) => text.includes(id)), `Another workspace's: ${text}`);
  }
  assert.ok(!answer.includes('as it was'), "The owner's room or delivery.");
}
