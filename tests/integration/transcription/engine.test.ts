import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { createSpeechEngine } from '../../../src/platform/stt/engine.ts';
import { ModelStore } from '../../../src/platform/stt/model-store.ts';
import type { Recogniser, SpeechEngine, Utterance } from '../../../src/platform/stt/speech.ts';
import { createVoiceGate, type VoiceGate } from '../../../src/platform/stt/voice-gate.ts';
import { runTool } from '../../../src/start/local/tools/run-tool.ts';
import { eventually } from '../../support/client.ts';
import { koreanSentences } from '../../support/korean-sentences.ts';
import { letterErrorRate, wordErrorRate } from '../../support/error-rates.ts';
import { ensureEspeak, ensureKoreanModel, speak, withPauses } from '../../support/speech.ts';

const second = 16_000;

let engine: SpeechEngine;
let modelFolder: string;
let modelsFolder: string;
let spoken: Int16Array<ArrayBuffer>[];

before(async () => {
  await ensureEspeak();
  ({ folder: modelFolder, modelsFolder } = await ensureKoreanModel());
  spoken = await Promise.all(koreanSentences.map((sentence) => speak(sentence)));
  engine = createSpeechEngine({ threads: 2 });
});

after(() => engine?.close());

/** A recogniser and what it has told. */
async function listen(options: { phrases?: readonly string[]; partials?: boolean; modelFolder?: string } = {}) {
  const heard: Utterance[] = [];
  const partials: string[] = [];
  const errors: Error[] = [];
  const recogniser = await engine.open({ modelFolder, ...options }, {
    heard: (utterance) => void heard.push(utterance),
    heardPartial: (text) => void partials.push(text),
    failed: (error) => void errors.push(error),
  });
  const takeText = () => heard.splice(0).map(({ text }) => text).join(' ');
  return { recogniser, heard, partials, errors, takeText };
}

/** One sentence after the other, and what was understood of each. */
async function hearEach({ recogniser, takeText }: Awaited<ReturnType<typeof listen>>, many = spoken): Promise<string[]> {
  const texts: string[] = [];
  for (const samples of many) {
    await recogniser.write(withPauses([samples], 500));
    await recogniser.endUtterance();
    texts.push(takeText());
  }
  return texts;
}

/** Lets a recogniser hear what a gate lets through, as it comes: in pieces of 20 ms. */
async function writeThrough(gate: VoiceGate, recogniser: Recogniser, samples: Int16Array): Promise<void> {
  const events = Array.from({ length: Math.ceil(samples.length / 320) }, (_, index) => gate.push(samples.subarray(index * 320, (index + 1) * 320)));
  for (const event of events.flat()) {
    if (event.kind === 'speech') await recogniser.write(event.samples);
    else await recogniser.endUtterance();
  }
}

test('a model is loaded while this thread goes on', async () => {
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 20);
  const { recogniser } = await listen();
  clearInterval(timer);
  await recogniser.close();
  assert.ok(ticks >= 5, `only ${ticks} ticks of 20 ms`);
});

test('with a list of phrases every word of every sentence is understood', async () => {
  const line = await listen({ phrases: koreanSentences });
  assert.deepEqual(await hearEach(line), koreanSentences);
  await line.recogniser.close();
});

test('without a list words that are spoken clearly are understood', async () => {
  const said = ['이것은', '마셔요', '비가', '아버지'];
  const line = await listen();
  const texts = await hearEach(line, await Promise.all(said.map((word) => speak(word, { voice: 'ko+f2' }))));
  await line.recogniser.close();
  const errors = wordErrorRate('이 것은 마셔 요 비 가 아버지', texts.join(' '));
  assert.ok(errors <= 0.3, `${texts.join(' / ')}: ${errors} of the words are wrong`);
});

test('without a list what is understood is nearer to what was said than to anything else', async (context) => {
  const line = await listen();
  const startedAt = performance.now();
  const few = spoken.slice(0, 5);
  const texts = await hearEach(line, few);
  const tookMs = performance.now() - startedAt;
  await line.recogniser.close();
  const errors = texts.map((text, index) => letterErrorRate(koreanSentences[index] as string, text));
  const mean = errors.reduce((sum, error) => sum + error) / errors.length;
  const seconds = few.reduce((sum, { length }) => sum + length / second + 1, 0);
  context.diagnostic(`letter errors ${(100 * mean).toFixed(0)} %, real-time factor ${(tookMs / 1_000 / seconds).toFixed(2)}`);
  assert.ok(mean < 0.72, `${mean} of the letters are wrong`);
  const nearest = texts.map((text) => koreanSentences.toSorted((a, b) => letterErrorRate(a, text) - letterErrorRate(b, text))[0]);
  assert.ok(nearest.filter((sentence, index) => sentence === koreanSentences[index]).length >= 4, nearest.join(', '));
});

test('two who speak at once on one model are each understood by themselves', async () => {
  const lines = await Promise.all([listen({ phrases: koreanSentences }), listen({ phrases: koreanSentences })]);
  const mine = [[0, 2, 4], [1, 3, 5]].map((indexes) => withPauses(indexes.map((index) => spoken[index] as Int16Array), 800));
  const longest = Math.max(...mine.map(({ length }) => length));
  for (let at = 0; at < longest; at += second / 5) {
    await Promise.all(lines.map(({ recogniser }, index) => recogniser.write((mine[index] as Int16Array).slice(at, at + second / 5))));
  }
  await Promise.all(lines.map(({ recogniser }) => recogniser.endUtterance()));
  assert.deepEqual(lines.map(({ takeText }) => takeText()), [
    [0, 2, 4].map((index) => koreanSentences[index]).join(' '),
    [1, 3, 5].map((index) => koreanSentences[index]).join(' '),
  ]);
  await Promise.all(lines.map(({ recogniser }) => recogniser.close()));
});

test('times count from the first sample, over ended sentences and pauses', async () => {
  const { recogniser, heard } = await listen({ phrases: koreanSentences });
  const offsets: number[] = [];
  let written = 0;
  for (const [index, samples] of spoken.entries()) {
    offsets.push(written + 1);
    const length = 1 + samples.length / second + 1;
    await recogniser.write(withPauses([samples], 1_000));
    written += length;
    // Every other sentence is ended by hand, the others by their pause.
    if (index % 2 === 0) await recogniser.endUtterance();
  }
  await recogniser.endUtterance();
  assert.equal(heard.length, spoken.length);
  const words = heard.flatMap((utterance) => utterance.words);
  for (const [index, { start, end, confidence }] of words.entries()) {
    assert.ok(end > start && start >= (words[index - 1]?.end ?? 0) - 0.001, `word ${index}: ${start}-${end}`);
    assert.ok(confidence > 0 && confidence <= 1);
  }
  for (const [index, utterance] of heard.entries()) {
    const start = utterance.words[0]?.start ?? 0;
    assert.ok(Math.abs(start - (offsets[index] as number)) < 0.4, `sentence ${index} begins at ${start}, said at ${offsets[index]}`);
  }
  await recogniser.close();
});

test('what is understood so far is told when it changes, and when it is wanted', async () => {
  const [line, silent] = await Promise.all([listen({ phrases: koreanSentences, partials: true }), listen({ phrases: koreanSentences })]);
  const samples = withPauses([spoken[1] as Int16Array], 300);
  for (let at = 0; at < samples.length; at += 1_600) {
    const piece = samples.slice(at, at + 1_600);
    await silent.recogniser.write(piece.slice());
    await line.recogniser.write(piece);
  }
  await Promise.all([line.recogniser.endUtterance(), silent.recogniser.endUtterance()]);
  assert.equal(line.takeText(), koreanSentences[1]);
  assert.deepEqual(silent.partials, []);
  assert.ok(line.partials.length >= 2, line.partials.join(' / '));
  assert.ok(line.partials.every((text, index) => text !== '' && text !== line.partials[index - 1]));
  assert.equal(line.partials.at(-1), koreanSentences[1]);
  await Promise.all([line.recogniser.close(), silent.recogniser.close()]);
});

test('words that the model lacks are left out of phrases', async () => {
  const samples = withPauses([spoken[9] as Int16Array], 500);
  const some = await listen({ phrases: [`${koreanSentences[9]} xyzzy`, 'qwertz asdf'] });
  await some.recogniser.write(samples.slice());
  await some.recogniser.endUtterance();
  assert.equal(some.takeText(), koreanSentences[9]);
  const none = await listen({ phrases: ['xyzzy', '"\\', ''] });
  await none.recogniser.write(samples);
  await none.recogniser.endUtterance();
  assert.notEqual(none.takeText(), '', 'without a known word everything is recognised');
  await Promise.all([some.recogniser.close(), none.recogniser.close()]);
});

test('a gate lets through what is said, and silence costs nothing', async (context) => {
  const gate = await createVoiceGate();
  const line = await listen({ phrases: koreanSentences });
  await writeThrough(gate, line.recogniser, withPauses(spoken, 1_500));
  assert.deepEqual(line.heard.map(({ text }) => text), koreanSentences);
  const startedAt = performance.now();
  await writeThrough(gate, line.recogniser, new Int16Array(180 * second));
  const tookMs = performance.now() - startedAt;
  context.diagnostic(`three minutes of silence took ${tookMs.toFixed(0)} ms`);
  assert.ok(tookMs < 5_000);
  await line.recogniser.close();
  gate.close();
});

test('one who reads a long file does not keep another waiting', async () => {
  const [reader, speaker] = await Promise.all([listen(), listen({ phrases: koreanSentences })]);
  const third = await listen({ phrases: koreanSentences });
  const long = reader.recogniser.write(withPauses([...spoken, ...spoken], 0));
  let isRead = false;
  void long.then(() => (isRead = true), () => {});
  for (const { recogniser, takeText } of [speaker, third]) {
    await recogniser.write(withPauses([spoken[9] as Int16Array], 500));
    await recogniser.endUtterance();
    assert.equal(takeText(), koreanSentences[9]);
  }
  assert.equal(isRead, false, 'the long file is still being read');
  assert.ok(engine.readLoad() > 0 && engine.readLoad() <= engine.threads + 0.1, `load ${engine.readLoad()}`);
  await reader.recogniser.close();
  await assert.rejects(long, /closed/);
  await Promise.all([speaker.recogniser.close(), third.recogniser.close()]);
});

test('samples are handed over once, and nothing is heard after the end', async () => {
  const { recogniser, heard } = await listen({ phrases: koreanSentences });
  const samples = (spoken[9] as Int16Array<ArrayBuffer>).slice();
  const part = samples.subarray(0, 1_600);
  await recogniser.write(part);
  assert.equal(part.length, 1_600, 'a part of a larger buffer is copied');
  await recogniser.write(samples);
  assert.equal(samples.length, 0);
  assert.throws(() => recogniser.write(samples), /handed over before/);
  await recogniser.write(new Int16Array(0));
  await recogniser.close();
  await recogniser.close();
  await assert.rejects(recogniser.write(new Int16Array(160)), /closed/);
  await assert.rejects(recogniser.endUtterance(), /closed/);
  assert.deepEqual(heard, []);
});

test('a thread that dies fails its own recognisers alone, and another takes its place', async () => {
  const workers: Worker[] = [];
  const noteWorker = (worker: Worker) => void workers.push(worker);
  process.on('worker', noteWorker);
  const own = createSpeechEngine({ threads: 2 });
  const failures: string[] = [];
  const openOne = (name: string) => own.open({ modelFolder, phrases: koreanSentences }, {
    heard: ({ text }) => void failures.push(`${name} heard ${text}`),
    heardPartial() {},
    failed: ({ message }) => void failures.push(`${name} failed: ${message}`),
  });
  const first = await openOne('first');
  const other = await openOne('second');
  assert.equal(workers.length, 2, 'each has a thread of its own');
  const pending = first.write(withPauses([...spoken], 0));
  await (workers[0] as Worker).terminate();
  await assert.rejects(pending, /speech recognition broke off/);
  await eventually(async () => assert.equal(failures.length, 1), 10_000);
  assert.match(failures[0] ?? '', /^first failed: speech recognition broke off/);
  await assert.rejects(first.write(new Int16Array(160)), /closed/);
  const third = await openOne('third');
  assert.equal(workers.length, 3);
  for (const recogniser of [other, third]) {
    await recogniser.write(withPauses([spoken[9] as Int16Array], 500));
    await recogniser.endUtterance();
  }
  assert.deepEqual(failures.slice(1), [`second heard ${koreanSentences[9]}`, `third heard ${koreanSentences[9]}`]);
  process.off('worker', noteWorker);
  await own.close();
  await first.close();
  await assert.rejects(own.open({ modelFolder }, { heard() {}, heardPartial() {}, failed() {} }), /closed/);
});

test('a model that cannot be loaded is refused, whatever else is listening', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-model-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  await assert.rejects(listen({ modelFolder: join(folder, 'none') }), /ENOENT/);
  await assert.rejects(listen({ modelFolder: folder }), /Vosk cannot load the model/);
});

test('a model is in memory once, and freed when nobody has used it for a while', async () => {
  const store = new ModelStore(1);
  const [one, two] = await Promise.all([store.hold(modelFolder), store.hold(modelFolder)]);
  assert.equal(one.pointer, two.pointer);
  one.release();
  one.release();
  await sleep(20);
  assert.equal(store.size, 1, 'the other one uses it');
  two.release();
  await eventually(async () => assert.equal(store.size, 0), 10_000);
  await store.close();
});

test('npm run model adds a model that Vosk can use, and no other', async (context) => {
  const data = await mkdtemp(join(tmpdir(), 'plenum-model-'));
  context.after(() => rm(data, { recursive: true, force: true }));
  const model = (...args: string[]) => runTool({
    file: process.execPath,
    args: ['src/start/model.ts', ...args],
    env: { PATH: process.env['PATH'] ?? '', PLENUM_DATA_DIR: data },
    cwd: process.cwd(),
    runAs: null,
  });
  const added = await model('add', 'ko', modelFolder);
  assert.deepEqual([added.code, (await readdir(join(data, 'models'))).join()], [0, 'ko'], added.output);
  assert.match(added.output, /The model is in .*models\/ko/);
  const listed = await model('list');
  assert.deepEqual([listed.code, listed.output], [0, `ko\t${join(data, 'models', 'ko')}\tcomplete\n`]);

  for (const file of await readdir(modelFolder, { recursive: true, withFileTypes: true })) {
    const copy = join(file.parentPath.replace(modelsFolder, data), file.name);
    if (file.isFile()) await mkdir(dirname(copy), { recursive: true }).then(() => writeFile(copy, 'no model'));
  }
  const broken = await model('add', 'ko', join(data, 'ko'));
  assert.deepEqual([broken.code, (await readdir(join(data, 'models'))).join()], [1, 'ko'], broken.output);
  assert.match(broken.output, /No model was added: Vosk cannot use this model/);
  assert.equal((await model('add', '../..', modelFolder)).code, 1);
  assert.equal((await model('remove', 'ko')).code, 2);
});
