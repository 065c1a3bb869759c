import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually } from '../../support/client.ts';
import { joinRoom } from '../../support/participants.ts';
import type { Ingress } from '../ingress/support/studio.ts';
import { joinAsViewer } from '../ingress/support/viewer.ts';
import { startIngressOf } from '../../support/recording-stack.ts';
import { type Stage, startStage, stopStage } from './support/stage.ts';

let stage: Stage;

before(async () => {
  stage = await startStage();
  await startIngressOf(stage);
});
after(() => stage && stopStage(stage));

async function createIngress(roomId: string): Promise<Ingress> {
  const { status, body } = await stage.client.call<Ingress>('POST', `/v1/rooms/${roomId}/ingress`, { participantIdentity: 'cam' });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

/** Somebody who plays a tone of 440 Hz all the time. */
async function joinHumming(roomId: string): Promise<void> {
  const request = { roomId, userId: 'hum', name: 'Hum', role: 'participant' };
  const { body } = await stage.client.call<{ token: string; url: string }>('POST', '/v1/token', request);
  await (await joinRoom(body.token, body.url)).publishTone();
}

test('a room is streamed into another one by LiveKit, which shows and sounds it', async (t) => {
  await joinHumming('source');
  const { url, streamKey } = await createIngress('sink');
  const startedAt = Date.now();
  assert.equal((await stage.start('source', `${url.replace('localhost', '127.0.0.1')}/${streamKey}`)).status, 201);
  await stage.untilTargets('source', ['live'], 30_000);
  const viewer = await joinAsViewer(stage.client, 'sink');
  const seen = await eventually(() => viewer.watch('cam'), 20_000, 500);
  t.diagnostic(`seen after ${Date.now() - startedAt} ms: ${JSON.stringify(seen)}`);
  assert.ok(Math.abs(seen.width / seen.height - 16 / 9) < 0.02, `${seen.width}×${seen.height}`);
  assert.ok(Math.abs(seen.tone - 440) <= 20, `${seen.tone} Hz`);
  assert.equal((await stage.client.call('POST', '/v1/rooms/source/stream/stop')).status, 200);
  await eventually(async () => {
    const { body } = await stage.client.call<{ participants: { identity: string }[] }>('GET', '/v1/rooms/sink/participants');
    assert.deepEqual(body.participants.map(({ identity }) => identity), ['viewer']);
  }, 15_000);
  await viewer.participant.leave();
});

test('a key that the server does not know is told as such, and is not repeated', async (t) => {
  await stage.join('source-2');
  const { url } = await createIngress('sink-2');
  await stage.start('source-2', `${url.replace('localhost', '127.0.0.1')}/WRONGKEY`);
  const { targets } = await eventually(async () => {
    const status = await stage.read('source-2');
    assert.ok(status.targets[0]?.error, JSON.stringify(status));
    return status;
  }, 20_000);
  t.diagnostic(JSON.stringify(targets));
  assert.equal(targets[0]?.status, 'connecting');
  await stage.client.call('POST', '/v1/rooms/source-2/stream/stop');
  assert.equal(stage.recorder.readLog().includes('WRONGKEY'), false);
});
