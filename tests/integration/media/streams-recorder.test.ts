import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readFile, readdir } from 'node:fs/promises';
import { readPictures } from '../../browser/support/media-file.ts';
import { eventually } from '../../support/client.ts';
import { createRtmpServer, filledFiles, type RtmpServer, stopRtmpServers, streamKey } from '../../support/rtmp-server.ts';
import { type Stage, startStage, stopStage } from './support/stage.ts';

let stage: Stage;

before(async () => {
  stage = await startStage();
});
after(async () => {
  if (stage) await stopStage(stage);
  await stopRtmpServers();
});

/** The command lines of all processes that publish to a server here. */
async function findPublishers(): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return commands.map((command) => command.replaceAll('\0', ' ')).filter((command) => command.startsWith('ffmpeg') && command.includes('-fpre'));
}

async function untilFilled(server: RtmpServer, count: number, timeoutMs: number): Promise<string[]> {
  return eventually(async () => {
    const files = await filledFiles(server);
    assert.equal(files.length, count, stage.recorder.readLog().slice(-2_000));
    return files;
  }, timeoutMs, 100);
}

async function assertRed(file: string): Promise<void> {
  const pictures = await readPictures(file, 1, 4);
  const [red, green, blue] = pictures.at(-1)?.colourAt(640, 360, 80) ?? [0, 0, 0];
  assert.ok(red > 150 && green < 80 && blue < 80, `${red} ${green} ${blue}`);
}

test('a recorder that is killed leaves nothing behind, and the next one streams on', async (t) => {
  const target = await createRtmpServer();
  await stage.join('killed');
  const { body } = await stage.start('killed', target.url);
  await stage.untilTargets('killed', ['live'], 40_000);
  const publishers = await findPublishers();
  assert.equal(publishers.length, 1, publishers.join('\n'));
  assert.ok(!publishers.join().includes(streamKey), 'No key on a command line.');
  await untilFilled(target, 1, 10_000);

  const killedAt = Date.now();
  stage.recorder.process.kill('SIGKILL');
  await eventually(async () => assert.deepEqual(await findPublishers(), []), 10_000);
  await stage.startRecorder();
  // Ten seconds until its lease has run out; the rest is as fast as the machine.
  await untilFilled(target, 2, 40_000);
  t.diagnostic(`streams again after ${Date.now() - killedAt} ms`);
  const { streamId } = await stage.untilTargets('killed', ['live'], 10_000);
  assert.equal(streamId, body.streamId);
  assert.deepEqual(stage.told('killed').map(({ event }) => event), ['stream_started']);

  await stage.client.call('POST', '/v1/rooms/killed/stream/stop');
  await sleep(2_000);
  for (const file of await filledFiles(target)) await assertRed(file);
});

test('a recorder that is told to end hands its streams on', async (t) => {
  const target = await createRtmpServer();
  await stage.join('handed');
  const { body } = await stage.start('handed', target.url);
  await stage.untilTargets('handed', ['live'], 40_000);
  const earlier = stage.recorder;
  await stage.startRecorder();
  const endedAt = Date.now();
  await earlier.stop();
  t.diagnostic(`ended after ${Date.now() - endedAt} ms`);
  await untilFilled(target, 2, 40_000);
  t.diagnostic(`streams again after ${Date.now() - endedAt} ms`);
  const { streamId } = await stage.untilTargets('handed', ['live'], 10_000);
  assert.equal(streamId, body.streamId);
  assert.deepEqual(stage.told('handed').map(({ event }) => event), ['stream_started']);
  assert.equal((await stage.client.call('POST', '/v1/rooms/handed/stream/stop')).status, 200);
});

test('a stream that is stopped while no recorder is there does not begin again', async () => {
  const target = await createRtmpServer();
  await stage.join('idle');
  await stage.start('idle', target.url);
  await stage.untilTargets('idle', ['live'], 40_000);
  stage.recorder.process.kill('SIGKILL');
  assert.equal((await stage.client.call('POST', '/v1/rooms/idle/stream/stop')).status, 200);
  await stage.startRecorder();
  await sleep(14_000);
  assert.equal((await filledFiles(target)).length, 1);
  assert.deepEqual(stage.told('idle').map(({ event }) => event), ['stream_started', 'stream_stopped']);
});

test('while no recorder is there, streaming is a 503, and a stream that none takes up ends after a minute', async () => {
  const target = await createRtmpServer();
  await stage.join('left');
  await stage.start('left', target.url);
  await stage.untilTargets('left', ['live'], 40_000);
  stage.recorder.process.kill('SIGKILL');
  await stage.join('none');
  await eventually(async () => {
    const { body } = await stage.client.call<{ capabilities: Record<string, boolean> }>('GET', '/v1/health');
    assert.equal(body.capabilities.streaming, false);
  }, 15_000, 200);
  const refused = await stage.start('none', target.url);
  assert.deepEqual([refused.status, refused.body.code], [503, 'streaming-unavailable']);
  await eventually(async () => {
    const [, ended] = stage.told('left');
    assert.equal(ended?.stream.error, 'Its recorder ended, and no other one took over.');
  }, 90_000, 500);
  assert.equal((await stage.read('left')).isStreaming, false);
});
