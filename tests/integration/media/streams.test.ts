import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { probe, readPictures, toneShare } from '../../browser/support/media-file.ts';
import { eventually } from '../../support/client.ts';
import { createRtmpServer, filledFiles, stopRtmpServers, streamKey } from '../../support/rtmp-server.ts';
import { type Stage, startStage, stopStage } from './support/stage.ts';

let stage: Stage;

before(async () => {
  stage = await startStage();
});
after(async () => {
  if (stage) await stopStage(stage);
  await stopRtmpServers();
});

/** All that is kept in the database, logged and told. */
async function everythingTold(): Promise<string> {
  const sql = postgres(stage.events.servers.env.DATABASE_URL ?? '', { max: 1 });
  try {
    const tables = await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
    const rows = await Promise.all(tables.map(({ name }) => sql`select * from ${sql(name)}`));
    const logs = [stage.recorder, stage.events.api, stage.events.worker].map(({ readLog }) => readLog());
    return JSON.stringify([rows, logs, stage.receiver.received]);
  } finally {
    await sql.end();
  }
}

test('one target streams on while another comes back and a third never comes', async (t) => {
  const [steady, shaky, dead] = [await createRtmpServer(), await createRtmpServer(), await createRtmpServer({ isStarted: false })];
  const person = await stage.join('show');
  const startedAt = Date.now();
  const { status, body } = await stage.start('show', steady.url, shaky.url, dead.url);
  assert.equal(status, 201, JSON.stringify(body));
  assert.equal(body.status, 'live', 'nobody waits for the targets');
  const connecting = [steady, shaky, dead].map(({ maskedUrl: url }) => ({ url, status: 'connecting', error: null }));
  assert.deepEqual(body.targets, connecting);

  const live = await stage.untilTargets('show', ['live', 'live', 'connecting'], 40_000);
  const liveAt = Date.now();
  t.diagnostic(`live after ${liveAt - startedAt} ms`);
  assert.equal(live.targets[2]?.error, 'The connection was refused.');
  assert.equal(live.streamId, body.streamId);
  await shaky.kill();
  const killedAt = Date.now();
  const lost = await stage.untilTargets('show', ['live', 'connecting', 'connecting'], 10_000);
  assert.ok(lost.targets[1]?.error);
  t.diagnostic(`told after ${Date.now() - killedAt} ms: ${lost.targets[1]?.error}`);
  shaky.start();
  // By then the third one may have been given up.
  await eventually(async () => {
    const { targets } = await stage.read('show');
    assert.deepEqual(targets.slice(0, 2).map((target) => target.status), ['live', 'live'], JSON.stringify(targets));
  }, 20_000, 100);
  t.diagnostic(`back after ${Date.now() - killedAt} ms`);
  const failed = await stage.untilTargets('show', ['live', 'live', 'failed'], 30_000);
  assert.equal(failed.targets[2]?.error, 'The connection was refused.');

  const liveSeconds = (Date.now() - liveAt) / 1_000;
  const stopped = await stage.client.call('POST', '/v1/rooms/show/stream/stop');
  assert.deepEqual([stopped.status, stopped.body.status, stopped.body.streamId], [200, 'stopped', body.streamId]);
  assert.equal((await stage.client.call('POST', '/v1/rooms/show/stream/stop')).status, 404);
  assert.deepEqual(await stage.read('show'), { isStreaming: false, streamId: null, startedAt: null, targets: [] });
  await eventually(async () => {
    assert.deepEqual(stage.told('show').map(({ event }) => event), ['stream_started', 'stream_stopped']);
  }, 5_000);
  const [started, ended] = stage.told('show');
  assert.deepEqual([started?.stream.streamId, started?.stream.status], [body.streamId, 'live']);
  assert.deepEqual([ended?.stream.status, ended?.stream.error], ['stopped', null]);
  await sleep(2_000);

  const [file = ''] = await filledFiles(steady);
  const seconds = (Date.now() - startedAt) / 1_000;
  const { codecs, width, height, duration } = await probe(file);
  t.diagnostic(`${duration} s of ${seconds} s, ${liveSeconds} s of them live`);
  assert.deepEqual([codecs, width, height], [['aac', 'h264'], 1280, 720]);
  assert.ok(duration > liveSeconds - 3 && duration < seconds, `${duration} s of ${seconds} s, ${liveSeconds} s of them live`);
  const pictures = await readPictures(file, 1, 4);
  assert.ok(pictures.length > duration - 3);
  for (const picture of pictures.slice(1)) {
    const [red, green, blue] = picture.colourAt(640, 360, 80);
    assert.ok(red > 150 && green < 80 && blue < 80, `${red} ${green} ${blue}`);
  }
  assert.ok((await toneShare(file, 440)) > 0.5);
  assert.equal((await filledFiles(shaky)).length, 2);

  const told = await everythingTold();
  assert.equal(told.includes(streamKey), false);
  assert.ok(told.includes(steady.maskedUrl));
  assert.ok(told.includes('stream.start') && told.includes('stream.stop'));
  await person.leave();
});

test('of eight who start at once one does', async () => {
  const target = await createRtmpServer();
  const person = await stage.join('crowd');
  const answers = await Promise.all(Array.from({ length: 8 }, () => stage.start('crowd', target.url)));
  const statuses = answers.map(({ status }) => status).toSorted();
  assert.deepEqual(statuses, [201, ...Array.from({ length: 7 }, () => 409)]);
  await stage.untilTargets('crowd', ['live'], 40_000);
  // Nobody is left to be seen.
  await person.leave();
  await eventually(async () => {
    assert.deepEqual(stage.told('crowd').map(({ event, stream }) => [event, stream.error]), [['stream_started', null], ['stream_stopped', null]]);
  }, 20_000);
  assert.equal((await stage.read('crowd')).isStreaming, false);
});

test('a stream whose targets have all failed ends, and tells why', async () => {
  const person = await stage.join('lost');
  assert.equal((await stage.start('lost', `rtmp://127.0.0.1:1/app/${streamKey}`)).status, 201);
  await eventually(async () => {
    const [ended, ...others] = stage.told('lost');
    assert.deepEqual([ended?.event, others.length], ['stream_stopped', 0]);
    assert.equal(ended?.stream.error, 'No target could be reached. The last one: The connection was refused.');
  }, 45_000, 200);
  await person.leave();
});

test('a target that cannot be is a 400 that names it, and a room that is not open a 404', async () => {
  const person = await stage.join('strict');
  const urls = [
    ...['http://a.example/app/key', 'rtmp:///app/key', 'rtmp://a.example', 'rtmp://user@a.example/app/key', 'rtmp://a b/app/key'],
    ...['', `rtmp://a.example/app/${'k'.repeat(2_000)}`, 'file:///etc/passwd', 'rtmp://a.example:0/app/key'],
  ];
  for (const url of urls) {
    const one = await stage.client.call('POST', '/v1/rooms/strict/stream/start', { url });
    assert.deepEqual([one.status, one.body.code], [400, 'validation'], url);
    const second = await stage.start('strict', 'rtmp://a.example/app/key', url);
    assert.match(JSON.stringify(second.body.errors), /"\/urls\/1"/, url);
  }
  const [key] = ['rtmp://a.example/app/key'];
  for (const body of [{}, { urls: [] }, { url: key, urls: [key] }, { urls: [key, key] }, { urls: Array.from({ length: 11 }, (_, i) => `${key}${i}`) }]) {
    assert.equal((await stage.client.call('POST', '/v1/rooms/strict/stream/start', body)).status, 400, JSON.stringify(body));
  }
  assert.equal((await stage.start('nobody', 'rtmp://127.0.0.1/app/key')).status, 404);
  assert.equal((await stage.client.call('POST', '/v1/rooms/nobody/stream/stop')).status, 404);
  assert.equal((await stage.read('strict')).isStreaming, false);
  await person.leave();
});
