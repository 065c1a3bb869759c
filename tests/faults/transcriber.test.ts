import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { RoomEvent } from '@livekit/rtc-node';
import type { LocalServers } from '../../src/start/local/servers.ts';
import { type Client, createClient, eventually } from '../support/client.ts';
import { koreanSentences } from '../support/korean-sentences.ts';
import { joinRoom, type Participant } from '../support/participants.ts';
import { startServerOn, startTranscriberOn, type TestServer } from '../support/server.ts';
import { ensureEspeak, ensureKoreanModel, speak, withPauses } from '../support/speech.ts';
import { startOwnStack } from '../support/stack.ts';
import { readTranscription, type ShownSegment, type Transcriber, untilKoreanIsKnown, untilListened, wordsOf } from '../support/transcriptions.ts';
import { type Microphone, publishMicrophone } from '../support/voices.ts';

const roomId = 'talk';
const path = `/v1/rooms/${roomId}`;
const [hello, tomorrow, problem, seoul, film] = koreanSentences as [string, string, string, string, string];

let stack: LocalServers;
let server: TestServer;
let client: Client;
let transcribers: Transcriber[] = [];
let ada: Participant;
let microphone: Microphone;
let transcriptionId: string;

before(async () => {
  const [{ modelsFolder }] = await Promise.all([ensureKoreanModel(), ensureEspeak()]);
  stack = await startOwnStack();
  server = await startServerOn(stack.env);
  client = createClient(server);
  transcribers = [await startTranscriberOn(stack.env, modelsFolder), await startTranscriberOn(stack.env, modelsFolder)];
  await join();
  await untilKoreanIsKnown(client);
  const started = await client.call<{ transcriptionId: string }>('POST', `${path}/transcription/start`, { language: 'ko', options: { phrases: koreanSentences } });
  assert.equal(started.status, 201, JSON.stringify(started.body));
  ({ transcriptionId } = started.body);
});
after(async () => {
  await ada?.leave();
  await Promise.all(transcribers.map((transcriber) => transcriber.stop()));
  await server?.stop();
  await stack?.stop();
});

async function join(): Promise<void> {
  const { body } = await client.call<{ token: string }>('POST', '/v1/token', { roomId, userId: 'ada', name: 'Ada', role: 'participant' });
  ada = await joinRoom(body.token, stack.env['LIVEKIT_URL'] ?? '');
  microphone = await publishMicrophone(ada);
}

async function say(sentence: string): Promise<void> {
  await microphone.say(withPauses([await speak(sentence)], 700));
}

/** Of what is said on a busy machine not every word may be understood: what counts here is which sentences are there. */
async function untilWritten(...last: string[]): Promise<void> {
  await eventually(async () => {
    const { status, segments } = await readTranscription(client, roomId);
    assert.equal(status, 'active');
    assert.deepEqual(sentencesOf(segments).slice(-last.length), last, JSON.stringify(segments));
  }, 20_000, 200);
}

/** What was said, each sentence once: where sound came late, one is written down in parts. */
function sentencesOf(segments: ShownSegment[]): string[] {
  const all = segments.flatMap((segment) => likenedTo(segment) ?? []);
  return all.filter((sentence, i) => sentence !== all[i - 1]);
}

/** The sentence with which it shares a word. */
function likenedTo(segment: ShownSegment): string | undefined {
  const words = wordsOf(segment).split(' ');
  return koreanSentences.find((sentence) => sentence.split(' ').some((word) => words.includes(word)));
}

test('a transcriber killed in the middle of a word: another one goes on within 10 s', async (t) => {
  const holder = await untilListened(transcribers, transcriptionId);
  await say(hello);
  await untilWritten(hello);
  const saying = microphone.say(await speak(tomorrow));
  await eventually(async () => assert.notEqual((await readTranscription(client, roomId)).segments.length, 0), 5_000);
  const killedAt = performance.now();
  holder.process.kill('SIGKILL');
  await once(holder.process, 'exit');
  await saying;
  const others = transcribers.filter((transcriber) => transcriber !== holder);
  await untilListened(others, transcriptionId);
  const tookMs = performance.now() - killedAt;
  t.diagnostic(`it took ${tookMs.toFixed(0)} ms`);
  // Seven seconds at most until the other one knows; the rest, on a machine that is not busy, takes less than three.
  assert.ok(tookMs < 10_000, `it took ${tookMs.toFixed(0)} ms`);
  transcribers = others;
  await say(problem);
  await untilWritten(problem);
  const { segments } = await readTranscription(client, roomId);
  assert.equal(sentencesOf(segments)[0], hello, 'not lost');
  const words = segments.flatMap((segment) => wordsOf(segment).split(' '));
  for (const word of hello.split(' ')) assert.ok(words.filter((each) => each === word).length <= 1, `${word} is doubled: ${words}`);
});

test('LiveKit killed: the transcriber comes back as the people do', async () => {
  stack.kill('livekit', 'SIGKILL');
  // Their clients come back by themselves, with tracks of new sids.
  await once(ada.room, RoomEvent.Reconnected, { signal: AbortSignal.timeout(60_000) });
  await eventually(async () => {
    await say(seoul);
    assert.equal(sentencesOf((await readTranscription(client, roomId)).segments).at(-1), seoul);
  }, 60_000);
  assert.equal((await readTranscription(client, roomId)).transcriptionId, transcriptionId);
});

test('a microphone muted, let be heard again, and published anew', async () => {
  const mute = (muted: boolean) => client.call('POST', `${path}/participants/ada/mute`, { muted });
  assert.equal((await mute(true)).status, 204);
  await say(tomorrow);
  assert.equal((await mute(false)).status, 204);
  // Her client has to hear of it before she is heard.
  await eventually(async () => {
    await say(film);
    await untilWritten(seoul, film);
  }, 10_000);
  await microphone.unpublish();
  microphone = await publishMicrophone(ada);
  await say(hello.split(' ')[0] ?? '');
  await eventually(async () => {
    const { segments } = await readTranscription(client, roomId);
    assert.deepEqual([segments.at(-1)?.trackSid, segments.at(-1)?.speaker], [microphone.trackSid, 'Ada']);
  }, 20_000);
});
