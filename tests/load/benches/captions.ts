import { setTimeout as sleep } from 'node:timers/promises';
import { dispose } from '@livekit/rtc-node';
import { createSpeechEngine } from '../../../src/platform/stt/engine.ts';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { koreanSentences } from '../../support/korean-sentences.ts';
import { startTranscriberOn } from '../../support/server.ts';
import { ensureEspeak, ensureKoreanModel, speak, withPauses } from '../../support/speech.ts';
import type { Microphone } from '../../support/voices.ts';
import { type Delays, medianOf } from '../captions/delays.ts';
import { feedDirectly, measureFactor } from '../captions/feed-directly.ts';
import { sayAndRead, startTalk, type Talk } from '../captions/talk-in-room.ts';
import type { Bench, Figure } from '../support/bench.ts';
import { type BenchServer, startApi } from '../support/bench-server.ts';
import { percentile } from '../support/statistics.ts';
import { createTokenCall, measure } from '../support/token-calls.ts';

const allowedFinalMs = 400;
const allowedPartialMs = 300;
const mostRatio = 1.5;
const settleMs = 2_000;
const sentenceCount = 4;
const rounds = 4;

interface Scene {
  servers: LocalServers;
  api: BenchServer;
  modelFolder: string;
  sentences: Int16Array<ArrayBuffer>[];
  seconds: number;
}

/** How soon captions come, what they cost, and what they leave to everybody else. */
export const captionsBench: Bench = {
  name: 'captions',
  async run(servers, { seconds = 16 }) {
    const [{ modelsFolder, folder: modelFolder }] = await Promise.all([ensureKoreanModel(), ensureEspeak()]);
    const sentences = await Promise.all(koreanSentences.slice(0, sentenceCount).map((sentence) => speak(sentence)));
    const api = await startApi(servers);
    const direct = await measureDirectly({ modelFolder, sentences });
    const transcriber = await startTranscriberOn(servers.env, modelsFolder);
    try {
      // It measures its own capacity first.
      while (!transcriber.readLog().includes('Measured')) await sleep(200);
      const scene = { servers, api, modelFolder, sentences, seconds };
      return [...(await measureDelays(scene, direct.delays)), ...direct.figures, ...(await measureTokens(scene))];
    } finally {
      await transcriber.stop();
      await api.stop();
      await dispose();
    }
  },
};

/** The gate and the engine alone. */
async function measureDirectly({ modelFolder, sentences }: Pick<Scene, 'modelFolder' | 'sentences'>) {
  const engine = createSpeechEngine({ threads: 1 });
  const withPhrases = { engine, modelFolder, phrases: koreanSentences };
  try {
    const delays: Delays[] = [];
    // The first one loads the model.
    await measureFactor(withPhrases, sentences.slice(0, 1));
    for (const sentence of sentences) delays.push(await feedDirectly(withPhrases, sentence));
    const bound = await measureFactor(withPhrases, sentences);
    const free = await measureFactor({ engine, modelFolder, phrases: [] }, sentences);
    return { delays: medianOf(delays), figures: [toFactor('with phrases', bound), toFactor('without', free)] };
  } finally {
    await engine.close();
  }
}

async function measureDelays({ servers, api, sentences }: Scene, direct: Delays): Promise<Figure[]> {
  const talk = await startTalk(servers, api, { roomId: 'delays', people: 1, phrases: koreanSentences });
  await sleep(settleMs);
  const delays: Delays[] = [];
  for (const sentence of sentences) {
    const delay = await sayAndRead(talk, sentence);
    if (delay) delays.push(delay);
    await sleep(500);
  }
  await talk.stop();
  if (delays.length < sentences.length) console.log(`${sentences.length - delays.length} of ${sentences.length} sentences were not captioned.`);
  const ours = medianOf(delays);
  return [
    toDelay('last voiced sample → final caption, p50', direct.finalMs, ours.finalMs, allowedFinalMs),
    toDelay('first voiced sample → first caption, p50', direct.partialMs, ours.partialMs, allowedPartialMs),
  ];
}

/** The people are there and silent, then they speak all the time, in turns: no moment of the machine's is for one alone. */
async function measureTokens(scene: Scene): Promise<Figure[]> {
  const { servers, api, seconds } = scene;
  const takeToken = createTokenCall(servers, api);
  // What is called seldom is compiled late.
  await measure(takeToken, 10_000);
  const figures: Figure[] = [];
  for (const { people, phrases, title } of [
    { people: 4, phrases: koreanSentences, title: 'four people speak, with phrases' },
    { people: 1, phrases: [], title: 'one speaks, without' },
  ]) {
    const talk = await startTalk(servers, api, { roomId: `tokens-${people}`, people, phrases });
    await sleep(settleMs);
    const idle: number[] = [];
    const busy: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      idle.push(...(await measure(takeToken, (seconds * 1_000) / rounds)));
      busy.push(...(await whileTalking(scene, talk, () => measure(takeToken, (seconds * 1_000) / rounds))));
      await sleep(settleMs);
    }
    await talk.stop();
    figures.push(toTokens(title, percentile(idle, 99), percentile(busy, 99)));
  }
  return figures;
}

async function whileTalking<T>({ sentences }: Scene, { microphones }: Talk, work: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const talk = async (microphone: Microphone, i: number) => {
    const turned = [...sentences.slice(i), ...sentences.slice(0, i)];
    while (!over.signal.aborted) await microphone.say(withPauses(turned, 100));
  };
  const talking = microphones.map(talk);
  await sleep(settleMs);
  const result = await work();
  over.abort();
  await Promise.all(talking);
  return result;
}

function toDelay(name: string, direct: number, ours: number, allowed: number): Figure {
  return {
    name,
    bare: `${direct.toFixed(0)} ms (gate and Vosk alone)`,
    ours: `${ours.toFixed(0)} ms`,
    target: `≤ ${allowed} ms more`,
    ratio: null,
    isMet: ours - direct <= allowed,
  };
}

function toFactor(title: string, factor: number): Figure {
  const speakers = `${(1 / factor).toFixed(1)} speakers per core`;
  return { name: `real-time factor, ${title}`, bare: '–', ours: `${factor.toFixed(2)}: ${speakers}`, target: '–', ratio: null, isMet: true };
}

function toTokens(title: string, idle: number, busy: number): Figure {
  const ratio = busy / idle;
  return {
    name: `POST /v1/token, p99, while ${title}`,
    bare: `${idle.toFixed(1)} ms`,
    ours: `${busy.toFixed(1)} ms`,
    target: `≤ ${mostRatio.toFixed(1)}`,
    ratio,
    isMet: ratio <= mostRatio,
  };
}
