import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually } from '../../support/client.ts';
import { type GatewayClient, joinGateway } from '../../support/gateway.ts';
import { koreanSentences } from '../../support/korean-sentences.ts';
import { createMeeting, type MeetingScene, startMeetingSceneApart } from '../../support/meetings.ts';
import { joinRoom } from '../../support/participants.ts';
import { startTranscriberOn } from '../../support/server.ts';
import { ensureEspeak, ensureKoreanModel, speak, withPauses } from '../../support/speech.ts';
import {
  readTranscription,
  type ShownTranscription,
  type Transcriber,
  untilKoreanIsKnown,
  untilListened,
  wordsOf,
} from '../../support/transcriptions.ts';
import { type Microphone, publishMicrophone } from '../../support/voices.ts';

let scene: MeetingScene;
let transcriber: Transcriber;

before(async () => {
  const [{ modelsFolder }] = await Promise.all([ensureKoreanModel(), ensureEspeak()]);
  // Apart: any transcriber on shared servers might take the room, and leave it when its own test ends.
  scene = await startMeetingSceneApart({});
  transcriber = await startTranscriberOn(scene.server.env, modelsFolder);
  await untilKoreanIsKnown(scene.client);
});
after(async () => {
  await transcriber?.stop();
  await scene?.close();
});

interface CaptionText {
  from: string;
  text: string;
  attributes: Record<string, string>;
}

async function joinTalking(meetingId: string, name: string, [rate, channels]: [number, number]) {
  const gateway = await joinGateway(scene.server, meetingId, name);
  const participant = await joinRoom(gateway.token, scene.server.env['LIVEKIT_URL'] ?? '');
  const captions: CaptionText[] = [];
  participant.room.registerTextStreamHandler('lk.transcription', (reader, { identity: from }) => {
    void reader.readAll().then((text) => captions.push({ from, text, attributes: reader.info.attributes ?? {} }));
  });
  return { gateway, participant, captions, microphone: await publishMicrophone(participant, rate, channels) };
}

const sayAll = async ({ microphone }: { microphone: Microphone }, sentences: readonly string[]) =>
  microphone.say(withPauses(await Promise.all(sentences.map((sentence) => speak(sentence))), 1_200));

function saidBy({ segments }: ShownTranscription, id: string): string[] {
  return segments.filter(({ participantId }) => participantId === id).map(wordsOf);
}

function framesOf(gateway: GatewayClient, participantId: string) {
  return gateway.frames.filter(({ type, data }) => type === 'transcription:segment' && data['participantId'] === participantId);
}

/** Of sentences that a busy machine decodes late nothing may be told but the whole; never is anything told after it. */
function assertToldBefore(isFinal: unknown[][]): void {
  for (const told of isFinal) assert.deepEqual(told.slice(0, -1).filter(Boolean), [], JSON.stringify(isFinal));
  assert.ok(isFinal.some((told) => told.length > 1), JSON.stringify(isFinal));
}

test('two people who talk over each other are written down apart, word for word with a list of phrases', async () => {
  const meeting = await createMeeting(scene, scene);
  const { meetingId, host } = meeting;
  const ada = await joinTalking(meetingId, 'Ada', [48_000, 2]);
  const bob = await joinTalking(meetingId, 'Bob', [16_000, 1]);
  const path = `/v1/rooms/${meetingId}/transcription`;
  const wish = { language: 'ko-KR', options: { phrases: koreanSentences } };
  const started = await host.call<{ transcriptionId: string }>('POST', `${path}/start`, wish);
  assert.equal(started.status, 201, JSON.stringify(started.body));
  const { transcriptionId } = started.body;
  await untilListened([transcriber], transcriptionId);
  const [adaSays, bobSays] = [koreanSentences.slice(0, 2), koreanSentences.slice(3, 5)];
  const read = () => readTranscription(scene.client, meetingId);
  // On a busy machine sound may be lost on its way; nobody is to be given another's words all the same.
  const shown = await eventually(async () => {
    const earlier = (await read()).segments.length;
    await Promise.all([sayAll(ada, adaSays), sayAll(bob, bobSays)]);
    const now = await eventually(async () => {
      const body = await read();
      assert.ok(body.segments.length >= earlier + 4, transcriber.readLog());
      return { ...body, segments: body.segments.slice(earlier) };
    }, 10_000);
    for (const [{ gateway }, others] of [[ada, bobSays], [bob, adaSays]] as const) {
      const strange = saidBy(now, gateway.participantId).filter((text) => others.includes(text));
      assert.deepEqual(strange, []);
    }
    assert.deepEqual(saidBy(now, ada.gateway.participantId), adaSays);
    assert.deepEqual(saidBy(now, bob.gateway.participantId), bobSays);
    return now;
  }, 30_000);

  await test('words have their times, one after another', () => {
    for (const { segmentId, trackSid, start, end, words } of shown.segments) {
      assert.match(segmentId, new RegExp(`^${trackSid}:\\d+$`));
      const times = [start, ...words.flatMap((word) => [word.start, word.end]), end];
      assert.deepEqual(times, times.toSorted((a, b) => a - b));
    }
    const [first, second] = shown.segments.filter(({ trackSid }) => trackSid === ada.microphone.trackSid);
    // There were 1.2 s of silence between them, which nothing was given of to the recogniser.
    assert.ok((second?.start ?? 0) - (first?.end ?? 0) > 0.8, JSON.stringify(shown.segments));
  });

  await test('the gateway shows a sentence while it is spoken, then what is stored', () => {
    const frames = framesOf(ada.gateway, bob.gateway.participantId);
    const isFinal: unknown[][] = [];
    for (const { segmentId, text } of shown.segments.filter(({ participantId }) => participantId === bob.gateway.participantId)) {
      const told = frames.filter(({ data }) => data['segmentId'] === segmentId);
      assert.deepEqual([told.at(-1)?.data['final'], told.at(-1)?.data['text']], [true, text]);
      isFinal.push(told.map(({ data }) => data['final']));
    }
    assertToldBefore(isFinal);
    const captions = ada.gateway.frames.filter(({ type, data }) => type === 'captions:update' && data['final'] === true);
    assert.ok(captions.length >= shown.segments.length);
  });

  await test('stock clients of LiveKit get it as text streams in the name of who speaks', async () => {
    const isFinal: boolean[][] = [];
    for (const { segmentId, participantId, trackSid, text } of shown.segments) {
      const about = () => ada.captions.filter(({ attributes }) => attributes['lk.segment_id'] === segmentId);
      await eventually(async () => {
        const last = about().at(-1);
        assert.deepEqual([last?.from, last?.text], [participantId, text]);
        assert.deepEqual([last?.attributes['lk.transcribed_track_id'], last?.attributes['lk.transcription_final']], [trackSid, 'true']);
      }, 10_000);
      isFinal.push(about().map(({ attributes }) => attributes['lk.transcription_final'] === 'true'));
    }
    assertToldBefore(isFinal);
  });

  await test('nobody sees who listens', async () => {
    const { body } = await scene.client.call<{ participants: { identity: string }[] }>('GET', `/v1/rooms/${meetingId}/participants`);
    assert.equal(body.participants.length, 2);
    assert.equal(ada.participant.room.remoteParticipants.size, 1);
  });

  await test('a speaker renamed is so from the beginning; a room is transcribed once until it is stopped', async () => {
    const again = await host.call<{ transcriptionId: string }>('POST', `${path}/start`, wish);
    assert.deepEqual([again.status, again.body.transcriptionId], [200, transcriptionId]);
    const renamed = await host.call('PATCH', `${path}/speakers`, { participants: { [bob.gateway.participantId]: 'Robert' } });
    assert.equal(renamed.status, 204);
    const speakers = new Set((await read()).segments.map(({ speaker }) => speaker));
    assert.deepEqual([...speakers].toSorted(), ['Ada', 'Robert']);
    const stopped = await host.call<{ segmentCount: number }>('POST', `${path}/stop`);
    assert.deepEqual([stopped.status, stopped.body.segmentCount], [200, (await read()).segments.length]);
  });
});
