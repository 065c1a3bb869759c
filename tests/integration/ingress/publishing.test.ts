import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import postgres from 'postgres';
import { eventually } from '../../support/client.ts';
import { startEncoder } from './support/ffmpeg.ts';
import { type Studio, startStudio } from './support/studio.ts';
import { joinAsViewer } from './support/viewer.ts';

const media = ['AUDIO', 'VIDEO'];

let studio: Studio;

before(async () => {
  studio = await startStudio();
});
after(() => studio?.stop());

/** Waits until somebody publishes picture and sound; tells how long it took. */
async function untilPublished(roomId: string, identity: string, withinMs: number): Promise<number> {
  const startedAt = performance.now();
  await eventually(async () => assert.deepEqual((await studio.people(roomId))[identity], media), withinMs);
  return performance.now() - startedAt;
}

/** Publishes for a moment, and tells how long it took until it was in the room. */
async function publishElsewhere(roomId: string): Promise<number> {
  const { ffmpeg } = await studio.create(roomId, { participantIdentity: 'cam' });
  const encoder = startEncoder(ffmpeg);
  const ms = await untilPublished(roomId, 'cam', 20_000);
  await encoder.stop();
  return ms;
}

test('a test card sent by RTMP moves and sounds in the room within 5 s, and is told of', async (t) => {
  const { ingressId, ffmpeg } = await studio.create('card', { participantIdentity: 'cam' });
  const viewer = await joinAsViewer(studio.owner, 'card');
  const encoder = startEncoder(ffmpeg);
  const tookMs = [await untilPublished('card', 'cam', 20_000)];
  // What else this machine is doing may spoil one measurement.
  while (tookMs.length < 3 && tookMs.every((ms) => ms >= 5_000)) tookMs.push(await publishElsewhere(`card-${tookMs.length}`));
  t.diagnostic(`in the room after ${tookMs.map(Math.round).join(', ')} ms`);
  assert.ok(Math.min(...tookMs) < 5_000);
  const seen = await viewer.watch('cam');
  assert.ok(seen.changed > 0.005, `${seen.changed} of the picture has changed in a second`);
  assert.ok(Math.abs(seen.tone - 440) <= 20, `${seen.tone} Hz`);
  assert.ok(Math.abs(seen.width / seen.height - 16 / 9) < 0.02, `${seen.width}×${seen.height}`);
  assert.equal((await studio.read('card', ingressId))?.state.status, 'ENDPOINT_PUBLISHING');
  await eventually(async () => assert.deepEqual(studio.events('card'), ['ingress_started']), 10_000);

  await encoder.stop();
  await eventually(async () => {
    assert.equal((await studio.read('card', ingressId))?.state.status, 'ENDPOINT_INACTIVE');
    assert.deepEqual(Object.keys(await studio.people('card')), ['viewer']);
    assert.deepEqual(studio.events('card'), ['ingress_started', 'ingress_stopped']);
  }, 10_000);
  const told = studio.receiver.received.filter(({ body }) => body.roomId === 'card');
  assert.deepEqual(told.map(({ body }) => [body.data.ingress?.ingressId, body.data.ingress?.streamKey]), [[ingressId, '***'], [ingressId, '***']]);
  await viewer.participant.leave();
});

test('a second encoder with the same key takes over from the first', async () => {
  const { ingressId, ffmpeg } = await studio.create('relay', { participantIdentity: 'cam' });
  const first = startEncoder(ffmpeg);
  await untilPublished('relay', 'cam', 20_000);
  const second = startEncoder(ffmpeg);
  await first.ended;
  // Who is listed until the first one's end was told of may be the first one still.
  await eventually(async () => {
    assert.deepEqual(studio.events('relay'), ['ingress_started', 'ingress_stopped', 'ingress_started']);
    assert.deepEqual(await studio.people('relay'), { cam: media });
  }, 15_000);
  assert.equal(second.process.exitCode, null);
  await studio.owner.call('DELETE', `/v1/rooms/relay/ingress/${ingressId}`);
  await second.ended;
});

test('deleting a key ends what is published with it, also when somebody was refused meanwhile', async () => {
  const { ingressId, ffmpeg, streamKey } = await studio.create('end', { participantIdentity: 'cam' });
  const encoder = startEncoder(ffmpeg);
  await untilPublished('end', 'cam', 20_000);
  // LiveKit takes this refusal for the state of the key.
  const whip = `${studio.stack.servers.env.INGRESS_URL}/whip`;
  const refused = await fetch(whip, { method: 'POST', headers: { authorization: `Bearer ${streamKey}` }, body: 'v=0\r\n' });
  assert.ok(refused.status >= 400);
  await refused.arrayBuffer();
  const { status } = (await studio.read('end', ingressId))?.state ?? {};
  assert.equal(status, 'ENDPOINT_PUBLISHING');
  assert.equal((await studio.owner.call('DELETE', `/v1/rooms/end/ingress/${ingressId}`)).status, 204);
  await encoder.ended;
  await eventually(async () => {
    assert.equal((await studio.people('end')).cam, undefined);
    assert.equal(studio.events('end').at(-1), 'ingress_stopped');
  }, 10_000);
  const again = startEncoder(ffmpeg);
  await again.ended;
  assert.equal((await studio.people('end')).cam, undefined, 'the key is worth nothing');
});

test('an ingress server killed with -9 is started again, forgets who is gone, and takes the same keys', async () => {
  const { ingressId, ffmpeg } = await studio.create('kill', { participantIdentity: 'cam' });
  const encoder = startEncoder(ffmpeg);
  await untilPublished('kill', 'cam', 20_000);
  const { servers } = studio.stack;
  const pid = servers.pids.ingress;
  servers.kill('ingress', 'SIGKILL');
  await encoder.ended;
  await eventually(async () => {
    assert.ok(servers.pids.ingress && servers.pids.ingress !== pid);
    assert.equal((await studio.read('kill', ingressId))?.state.status, 'ENDPOINT_INACTIVE');
    assert.equal((await studio.people('kill')).cam, undefined);
    assert.ok((await fetch(`${servers.env.INGRESS_URL}/health`)).ok, 'it serves');
  }, 45_000);
  const again = startEncoder(ffmpeg);
  await untilPublished('kill', 'cam', 20_000);
  await eventually(async () => {
    assert.deepEqual(studio.events('kill'), ['ingress_started', 'ingress_stopped', 'ingress_started']);
  }, 45_000);
  await again.stop();
});

test('LiveKit killed with -9 keeps the keys', async () => {
  const { ingressId, ffmpeg, streamKey } = await studio.create('livekit', { participantIdentity: 'cam' });
  const { servers } = studio.stack;
  servers.kill('livekit', 'SIGKILL');
  await eventually(async () => assert.equal((await studio.read('livekit', ingressId))?.streamKey, streamKey), 10_000);
  const encoder = startEncoder(ffmpeg);
  await untilPublished('livekit', 'cam', 20_000);
  await encoder.stop();
});

test('its Redis killed with -9 comes back with rooms and keys', async () => {
  const { ingressId, ffmpeg } = await studio.create('redis', { participantIdentity: 'cam' });
  const encoder = startEncoder(ffmpeg);
  await untilPublished('redis', 'cam', 20_000);
  studio.stack.servers.kill('livekitRedis', 'SIGKILL');
  await eventually(async () => {
    assert.equal((await studio.read('redis', ingressId))?.state.status, 'ENDPOINT_PUBLISHING');
    assert.deepEqual(await studio.people('redis'), { cam: media });
  }, 10_000);
  assert.equal(encoder.process.exitCode, null, 'the encoder noticed nothing');
  assert.equal((await studio.owner.call('DELETE', `/v1/rooms/redis/ingress/${ingressId}`)).status, 204);
  await encoder.ended;
});

test('no stream key stands in a log, or in the database as it is', async () => {
  const { streamKey, ffmpeg } = await studio.create('masked', { participantIdentity: 'cam' });
  const encoder = startEncoder(ffmpeg);
  await untilPublished('masked', 'cam', 20_000);
  await encoder.stop();
  await eventually(async () => assert.equal(studio.events('masked').at(-1), 'ingress_stopped'), 10_000);
  const { servers, api, worker } = studio.stack;
  const folder = join(servers.dataDir, 'logs');
  for (const name of await readdir(folder)) {
    assert.ok(!(await readFile(join(folder, name), 'utf8')).includes(streamKey), name);
  }
  assert.ok(!api.readLog().includes(streamKey) && !worker.readLog().includes(streamKey));
  assert.match(await readFile(join(folder, 'ingress.log'), 'utf8'), /\*\*\*/);
  const sql = postgres(servers.env.DATABASE_URL ?? '', { max: 1 });
  try {
    for (const table of ['inbox', 'outbox', 'ingress', 'ingress_sessions', 'webhook_deliveries']) {
      const rows = await sql`select t::text as text from ${sql(table)} t where t::text like ${`%${streamKey}%`}`;
      assert.deepEqual([...rows], [], table);
    }
  } finally {
    await sql.end();
  }
});
