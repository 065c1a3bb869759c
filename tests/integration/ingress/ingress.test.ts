import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { IngressClient } from 'livekit-server-sdk';
import { createKey, createWorkspace } from '../../../src/modules/accounts/index.ts';
import { connectDatabase, type DatabaseClient } from '../../../src/platform/db/client.ts';
import { type Client, createClient, eventually } from '../../support/client.ts';
import { startServerWithIngress } from '../../support/ingress-server.ts';
import { startServerOn, type TestServer } from '../../support/server.ts';

interface Ingress {
  ingressId: string;
  url: string;
  streamKey: string;
  inputType: string;
  roomName: string;
  participantIdentity: string;
  participantName: string;
  enableTranscoding: boolean;
  state: { status: string };
  ffmpeg: string;
  obs: { server: string; streamKey: string };
}

let server: TestServer;
let database: DatabaseClient;
let owner: Client;
let workspaceId: string;

before(async () => {
  server = await startServerWithIngress();
  database = connectDatabase(server.env.DATABASE_URL ?? '');
  const workspace = await createWorkspace(database.db);
  workspaceId = workspace.workspaceId;
  owner = createClient(server, { 'x-api-key': workspace.apiKey });
});
after(async () => {
  await database?.close();
  await server?.stop();
});

async function create(roomId: string, body: object = {}, client = owner): Promise<Ingress> {
  const answer = await client.call<Ingress>('POST', `/v1/rooms/${encodeURIComponent(roomId)}/ingress`, body);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
}

test('an RTMP key comes with where to send to, and with what to type into ffmpeg and OBS', async () => {
  await eventually(async () => {
    const { body } = await owner.call<{ capabilities: { ingress: boolean } }>('GET', '/v1/health');
    assert.equal(body.capabilities.ingress, true);
  }, 10_000);
  const made = await create('a room / 1');
  assert.match(made.ingressId, /^IN_/);
  assert.match(made.url, /^rtmp:\/\/localhost:\d+\/live$/);
  assert.match(made.streamKey, /^\w{8,}$/);
  const { inputType, roomName, participantName, enableTranscoding, state } = made;
  assert.deepEqual(
    { inputType, roomName, participantName, enableTranscoding, status: state.status },
    {
      inputType: 'RTMP_INPUT',
      roomName: 'a room / 1',
      participantName: 'Ingress Stream',
      enableTranscoding: true,
      status: 'ENDPOINT_INACTIVE',
    },
  );
  assert.match(made.participantIdentity, /^ingress-\w{8}$/);
  assert.ok(made.ffmpeg.endsWith(`-f flv '${made.url}/${made.streamKey}'`));
  assert.deepEqual(made.obs, { server: made.url, streamKey: made.streamKey });
});

test('a WHIP key passes on what comes unless told otherwise', async () => {
  const made = await create('whip', { type: 'whip', participantName: 'Camera 1', participantIdentity: 'cam-1' });
  assert.match(made.url, /^http:\/\/localhost:\d+\/whip$/);
  const { inputType, participantName, participantIdentity, enableTranscoding } = made;
  assert.deepEqual([inputType, participantName, participantIdentity, enableTranscoding], ['WHIP_INPUT', 'Camera 1', 'cam-1', false]);
  assert.ok(made.ffmpeg.endsWith(`-f whip -authorization '${made.streamKey}' '${made.url}'`));
  assert.equal((await create('whip', { type: 'whip', enableTranscoding: true })).enableTranscoding, true);
});

test('keys are listed in their order, read one by one, and gone when they are deleted', async () => {
  const [one, two] = [await create('list'), await create('list')];
  assert.notEqual(one.streamKey, two.streamKey);
  await create('another');
  const list = async () => (await owner.call<{ ingress: Ingress[] }>('GET', '/v1/rooms/list/ingress')).body.ingress;
  assert.deepEqual(await list(), [one, two]);
  const path = `/v1/rooms/list/ingress/${one.ingressId}`;
  assert.deepEqual((await owner.call('GET', path)).body, one);
  assert.equal((await owner.call('GET', `/v1/rooms/another/ingress/${one.ingressId}`)).status, 404, 'it is of its room');
  assert.equal((await owner.call('DELETE', path)).status, 204);
  assert.equal((await owner.call('GET', path)).status, 404);
  assert.equal((await owner.call('DELETE', path)).status, 404);
  assert.deepEqual(await list(), [two]);
  assert.deepEqual((await owner.call('GET', '/v1/rooms/nothing/ingress')).body, { ingress: [] });
});

test('what cannot be is refused with the field', async () => {
  const bad: [object, string][] = [
    [{ type: 'srt' }, '/type'],
    [{ participantIdentity: 'plenum-recorder' }, '/participantIdentity'],
    [{ participantName: 'line\nbreak' }, '/participantName'],
    [{ participantName: '' }, '/participantName'],
    [{ enableTranscoding: false }, '/enableTranscoding'],
    [{ type: 'rtmp', enableTranscoding: false }, '/enableTranscoding'],
    [{ enableTranscoding: 'yes' }, '/enableTranscoding'],
  ];
  for (const [body, path] of bad) {
    const answer = await owner.call<{ code: string; errors: { path: string }[] }>('POST', '/v1/rooms/bad/ingress', body);
    assert.deepEqual([answer.status, answer.body.code], [400, 'validation'], JSON.stringify(body));
    assert.ok(answer.body.errors.some((error) => error.path === path), JSON.stringify(answer.body.errors));
  }
});

test("another workspace sees nothing of it, and may have a room of the same name", async () => {
  const made = await create('mine');
  const { apiKey } = await createWorkspace(database.db);
  const stranger = createClient(server, { 'x-api-key': apiKey });
  const path = `/v1/rooms/mine/ingress/${made.ingressId}`;
  assert.deepEqual((await stranger.call('GET', '/v1/rooms/mine/ingress')).body, { ingress: [] });
  assert.deepEqual([(await stranger.call('GET', path)).status, (await stranger.call('DELETE', path)).status], [404, 404]);
  const theirs = await create('mine', {}, stranger);
  assert.deepEqual((await owner.call<{ ingress: Ingress[] }>('GET', '/v1/rooms/mine/ingress')).body.ingress, [made]);
  assert.notEqual(theirs.ingressId, made.ingressId);
});

test('reading and writing are scopes of their own', async () => {
  const { ingressId } = await create('scopes');
  const withScope = async (scope: string) => createClient(server, { 'x-api-key': await createKey(database.db, workspaceId, { scopes: [scope] }) });
  const [reader, writer] = [await withScope('ingress:read'), await withScope('ingress:write')];
  const path = `/v1/rooms/scopes/ingress/${ingressId}`;
  assert.equal((await reader.call('GET', path)).status, 200);
  assert.equal((await reader.call('DELETE', path)).body.code, 'missing-scope');
  assert.equal((await reader.call('POST', '/v1/rooms/scopes/ingress', {})).body.code, 'missing-scope');
  assert.equal((await writer.call('GET', '/v1/rooms/scopes/ingress')).body.code, 'missing-scope');
  assert.equal((await writer.call('DELETE', path)).status, 204);
});

test('a repeated request with the same Idempotency-Key makes one key', async () => {
  const headers = { 'idempotency-key': 'once' };
  const make = () => owner.call<Ingress>('POST', '/v1/rooms/once/ingress', {}, headers);
  const [first, again] = [await make(), await make()];
  assert.deepEqual(again.body, first.body);
  assert.equal((await owner.call<{ ingress: Ingress[] }>('GET', '/v1/rooms/once/ingress')).body.ingress.length, 1);
});

test('the stream key stands in the database encrypted, and not in the log', async () => {
  const { ingressId, streamKey } = await create('secret');
  const [row] = await database.sql`select ingress::text as text from ingress where id = ${ingressId}`;
  assert.ok(row?.text && !row.text.includes(streamKey));
  assert.ok(!server.readLog().includes(streamKey));
});

test('a key that LiveKit lost is told as such', async () => {
  const { ingressId, streamKey } = await create('lost');
  const { LIVEKIT_URL = '', LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = server.env;
  const livekit = new IngressClient(LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET);
  await livekit.deleteIngress(ingressId);
  const { body } = await owner.call<Ingress & { state: { error: string } }>('GET', `/v1/rooms/lost/ingress/${ingressId}`);
  assert.deepEqual([body.state.status, body.streamKey, body.roomName], ['ENDPOINT_ERROR', streamKey, 'lost']);
  assert.match(body.state.error, /no longer knows this key/);
  assert.equal((await owner.call('DELETE', `/v1/rooms/lost/ingress/${ingressId}`)).status, 204);
});

test('where there is no ingress server, the capability is false and the reason is told', async () => {
  const settings = { nowhere: {}, away: { INGRESS_URL: 'http://127.0.0.1:1' } };
  const expected = { nowhere: /INGRESS_URL is not set/, away: /does not answer at the moment/ };
  for (const name of ['nowhere', 'away'] as const) {
    const { INGRESS_URL: _, ...env } = server.env;
    const lonely = await startServerOn(env, settings[name]);
    try {
      const { call } = createClient(lonely);
      const health = await call<{ capabilities: { ingress: boolean } }>('GET', '/v1/health');
      assert.equal(health.body.capabilities.ingress, false);
      const refused = await call('POST', '/v1/rooms/r/ingress', {});
      assert.deepEqual([refused.status, refused.body.code], [503, 'ingress-unavailable']);
      assert.match(String(refused.body.detail), expected[name]);
      assert.ok(Number(refused.headers.get('retry-after')) > 0);
      assert.equal((await call('GET', '/v1/rooms/r/ingress')).status, 200, 'what there is can be read');
    } finally {
      await lonely.stop();
    }
  }
});
