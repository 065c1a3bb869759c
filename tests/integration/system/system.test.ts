import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { parse } from 'yaml';
import { createClient, eventually } from '../../support/client.ts';
import { startServer, startServerOn, type TestServer } from '../../support/server.ts';

let server: TestServer;

before(async () => {
  server = await startServer({ TURN_URLS: 'turn:turn.example:3478,turns:turn.example:5349', TURN_SECRET: 'turn-secret', METRICS_TOKEN: 'metrics-token' });
});
after(() => server.stop());

test('health tells version and what is possible now', async () => {
  const { status, body } = await createClient(server, {}).call('GET', '/v1/health');
  assert.equal(status, 200);
  assert.equal(body.status, 'ok');
  assert.equal(body.version, '0.1.0');
  assert.match(String(body.timestamp), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.deepEqual(Object.keys(body.capabilities as object).toSorted(), [
    'cryptoPayments', 'ingress', 'mail', 'payments', 'recording', 'streaming', 'transcriptionLive', 'transcriptionPost',
  ]);
  assert.ok(Array.isArray(body.transcriptionLanguages));
});

/** What does not answer a probe within 1.5 s is taken to be away, which a busy machine may be for a moment. */
const patienceMs = 10_000;

test('both readiness calls name every part', async () => {
  const parts = { db: 'connected', redis: 'connected', livekit: 'connected', storage: 'connected' };
  for (const [path, status] of [['/health', 'ok'], ['/health/readiness', 'ready']]) {
    await eventually(async () => {
      const { timestamp, ...body } = (await createClient(server, {}).call('GET', String(path))).body;
      assert.deepEqual(body, { status, ...parts });
      assert.ok(Date.parse(String(timestamp)));
    }, patienceMs);
  }
  assert.deepEqual((await createClient(server, {}).call('GET', '/health/liveness')).body, { status: 'alive' });
});

test('the storage may be away without the server being unready', async () => {
  const lonely = await startServerOn(server.env, { MINIO_ENDPOINT: 'http://127.0.0.1:1' });
  try {
    await eventually(async () => {
      const { status, body } = await createClient(lonely, {}).call('GET', '/health/readiness');
      assert.deepEqual([status, body.storage], [200, 'unavailable']);
    }, patienceMs);
  } finally {
    await lonely.stop();
  }
});

test('TURN credentials last a day and are the HMAC of their user name', async () => {
  const { body } = await createClient(server, {}).call<{ iceServers: [{ urls: string[]; username: string; credential: string }] }>(
    'GET',
    '/v1/ice-servers',
  );
  const [{ urls, username, credential }] = body.iceServers;
  assert.deepEqual(urls, ['turn:turn.example:3478', 'turns:turn.example:5349']);
  assert.equal(credential, createHmac('sha1', 'turn-secret').update(username).digest('base64'));
  const lastsSeconds = Number(username.split(':')[0]) - Date.now() / 1000;
  assert.ok(lastsSeconds > 86_000 && lastsSeconds <= 86_400);
});

test('metrics are for the bearer of METRICS_TOKEN and hold durations, pool and queue', async () => {
  assert.equal((await createClient(server, {}).call('GET', '/metrics')).status, 401);
  assert.equal((await createClient(server, { authorization: 'Bearer metrics-tokem' }).call('GET', '/metrics')).status, 401);
  await createClient(server).call('GET', '/v1/rooms');
  const { status, body } = await createClient(server, { authorization: 'Bearer metrics-token' }).call<string>('GET', '/metrics');
  assert.equal(status, 200);
  assert.match(body, /plenum_http_request_duration_seconds_count\{method="GET",route="\/v1\/rooms",status="200"\} 1/);
  assert.match(body, /plenum_db_connections\{state="\w+"\} \d+/);
  assert.match(body, /plenum_db_pool_size 10/);
  assert.match(body, /plenum_redis_queue_length \d+/);
});

test('the OpenAPI document is served as JSON and as YAML, the same', async () => {
  const json = await createClient(server, {}).call('GET', '/openapi.json');
  const yaml = await createClient(server, {}).call<string>('GET', '/openapi.yaml');
  assert.deepEqual(parse(yaml.body), json.body);
});
