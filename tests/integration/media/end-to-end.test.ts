import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { probe, readPictures, type Rgb, toneShare } from '../../browser/support/media-file.ts';
import { eventually } from '../../support/client.ts';
import { assertLasted, type Between, type RecordingStack, startIngressOf, startRecordingStack } from '../../support/recording-stack.ts';
import { startEncoder, stopEncoders } from '../ingress/support/ffmpeg.ts';
import { joinAsViewer } from '../ingress/support/viewer.ts';

let stack: RecordingStack;

before(async () => {
  stack = await startRecordingStack({ STREAM_ALLOW_PRIVATE: 'true', RECORDER_CAPACITY: '2' });
  await startIngressOf(stack);
});
after(async () => {
  await stopEncoders();
  await stack?.stop();
});

interface Ingress {
  url: string;
  streamKey: string;
  ffmpeg: string;
}

async function createIngress(roomId: string): Promise<Ingress> {
  const { status, body } = await stack.client.call<Ingress>('POST', `/v1/rooms/${roomId}/ingress`, { participantIdentity: 'camera' });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

/** Seven bars of colour and a tone, small enough for everything to run on two cores. */
const card = '-re -f lavfi -i smptebars=size=640x360:rate=15 -f lavfi -i sine=frequency=1000:sample_rate=48000';

async function untilPublished(roomId: string): Promise<void> {
  await eventually(async () => {
    type People = { participants?: { identity: string; tracks: unknown[] }[] };
    const { body } = await stack.client.call<People>('GET', `/v1/rooms/${roomId}/participants`);
    const camera = body.participants?.find(({ identity }) => identity === 'camera');
    assert.equal(camera?.tracks.length, 2, JSON.stringify(body));
  }, 40_000, 250);
}

/** Where the middle of the nth of seven bars is. */
const barAt = (bar: number) => (bar + 0.5) / 7;

test('what an encoder sends is recorded, and streamed on by RTMP into another room', async () => {
  const { client } = stack;
  const source = await createIngress('studio');
  startEncoder(source.ffmpeg.replace(/-re .* sine=\S+/, card));
  await untilPublished('studio');

  const { id: recordingId, began } = await stack.recordTimed('studio');
  const target = await createIngress('relay');
  const started = await client.call('POST', '/v1/rooms/studio/stream/start', { url: `${target.url}/${target.streamKey}` });
  assert.equal(started.status, 201, JSON.stringify(started.body));
  await untilPublished('relay');
  const viewer = await joinAsViewer(client, 'relay');
  const seen = await eventually(() => viewer.watch('camera'), 20_000);
  assert.ok(Math.abs(seen.tone - 1_000) < 40, `${seen.tone} Hz`);
  const [yellow, red, blue] = [1, 5, 6].map((bar) => seen.colourAt(barAt(bar), 0.3)) as [Yuv, Yuv, Yuv];
  assert.ok(yellow[1] < 90 && red[2] > 170 && blue[1] > 170, JSON.stringify([yellow, red, blue]));
  const stopped = await client.call('POST', '/v1/rooms/studio/stream/stop');
  assert.equal(stopped.status, 200);

  await sleep(1_000);
  const ended = await stack.stopRecording('studio');
  await stack.until(recordingId, 'ready', 60_000);
  await assertShowsCard(await stack.download(recordingId), began, ended);
});

type Yuv = [y: number, u: number, v: number];

async function assertShowsCard(file: string, began: Between, ended: Between): Promise<void> {
  const { codecs, duration } = await probe(file);
  assert.deepEqual(codecs.toSorted(), ['h264', 'opus']);
  assertLasted(duration, began, ended);
  const picture = (await readPictures(file, 1, 4)).at(-2);
  const bars = [1, 3, 5, 6].map((bar) => picture?.colourAt(barAt(bar) * 1_280, 0.3 * 720) ?? [0, 0, 0]) as [Rgb, Rgb, Rgb, Rgb];
  const strong = bars.map((bar) => bar.map((value) => value > 120));
  // Yellow, green, red, blue.
  assert.deepEqual(strong, [[true, true, false], [false, true, false], [true, false, false], [false, false, true]], JSON.stringify(bars));
  assert.ok((await toneShare(file, 1_000)) > 0.5);
}
