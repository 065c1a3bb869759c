import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient, eventually } from '../../support/client.ts';
import { startServerOn } from '../../support/server.ts';
import { createRtmpServer, filledFiles, stopRtmpServers, streamKey } from '../../support/rtmp-server.ts';
import { startRtmpsServer } from './support/rtmps-server.ts';
import { type Stage, startStage, stopStage } from './support/stage.ts';

let stage: Stage;

before(async () => {
  stage = await startStage();
});
after(async () => {
  if (stage) await stopStage(stage);
  await stopRtmpServers();
});

test('a private target is a 400, however it is written', async () => {
  const strict = await startServerOn(stage.events.servers.env);
  await stage.join('private');
  const { call } = createClient(strict);
  const hosts = [
    ...['127.0.0.1', 'localhost', '10.0.0.1', '192.168.1.1:1936', '169.254.169.254', '100.64.0.1', '[::1]', '[::ffff:127.0.0.1]'],
    ...['2130706433', '0x7f.1', '127.1', 'a.localhost', '0.0.0.0', '%31%32%37.0.0.1'],
  ];
  for (const host of hosts) {
    for (const scheme of ['rtmp', 'rtmps']) {
      const { status, body } = await call('POST', '/v1/rooms/private/stream/start', { url: `${scheme}://${host}/app/key` });
      assert.deepEqual([status, body.code], [400, 'validation'], host);
      assert.match(String(body.detail), /not public|names no host/, host);
    }
  }
  await strict.stop();
});

test('what was accepted is checked again at the very connection, and is given up at once', async () => {
  const target = await createRtmpServer();
  // The API that took it allowed it; the recorder does not.
  await stage.recorder.stop();
  await stage.startRecorder({ STREAM_ALLOW_PRIVATE: 'false' });
  await stage.join('inside');
  assert.equal((await stage.start('inside', target.url, `rtmps://localhost:${target.port}/app/${streamKey}`)).status, 201);
  await eventually(async () => {
    const [ended] = stage.told('inside');
    assert.match(String(ended?.stream.error), /No target could be reached. .* not public address\.$/);
    const targets = ended?.stream.targets as { status: string }[];
    assert.deepEqual(targets.map(({ status }) => status), ['failed', 'failed']);
  }, 20_000);
  assert.deepEqual(await filledFiles(target), []);
});

test('by rtmps a server must have a certificate that is trusted', async (t) => {
  const [target, plain] = [await createRtmpServer(), await createRtmpServer()];
  const trusted = await startRtmpsServer(target.port);
  const [misnamed, untrusted] = [await startRtmpsServer(1, trusted), await startRtmpsServer(1)];
  t.after(() => [trusted, misnamed, untrusted].forEach((server) => server.close()));
  await stage.recorder.stop();
  await stage.startRecorder({ NODE_EXTRA_CA_CERTS: trusted.certificateFile });
  await stage.join('secure');
  const addresses = [`localhost:${trusted.port}`, `localhost:${untrusted.port}`, `127.0.0.1:${misnamed.port}`, `localhost:${plain.port}`];
  await stage.start('secure', ...addresses.map((address) => `rtmps://${address}/app/${streamKey}`));
  const { targets } = await stage.untilTargets('secure', ['live', 'connecting', 'connecting', 'connecting'], 30_000);
  assert.deepEqual(targets.map(({ error }) => error).slice(0, 3), [
    null,
    'The certificate of the host is self-signed.',
    'The certificate of the host is for another name.',
  ]);
  assert.match(targets[3]?.error ?? '', /TLS|closed/);
  await eventually(async () => assert.equal((await filledFiles(target)).length, 1), 5_000);
  await stage.client.call('POST', '/v1/rooms/secure/stream/stop');
  assert.equal(stage.recorder.readLog().includes(streamKey), false);
});
