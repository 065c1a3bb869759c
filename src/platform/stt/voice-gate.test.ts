import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVoiceGate, type GateEvent, gateWith } from './voice-gate.ts';

const second = 16_000;
const frame = 320;

/** Something like a voice: harmonics of 120 Hz that rise and fall four times a second. */
function hum(seconds: number, loudness = 3_000): Int16Array {
  return Int16Array.from({ length: seconds * second }, (_, index) => {
    const t = index / second;
    const tone = [1, 2, 3, 4, 5, 6, 8, 10].reduce((sum, n) => sum + Math.sin(2 * Math.PI * 120 * n * t) / n, 0);
    return tone * loudness * (0.55 - 0.45 * Math.cos(2 * Math.PI * 4 * t));
  });
}

function noise(seconds: number, loudness: number): Int16Array {
  let state = 1;
  return Int16Array.from({ length: seconds * second }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state / 1_073_741_824 - 1) * loudness;
  });
}

const silence = (seconds: number) => new Int16Array(seconds * second);

function join(...parts: Int16Array[]): Int16Array {
  return Int16Array.from(parts.flatMap((part) => [...part]));
}

/** A gate whose detector takes what is louder than 1000 for a voice, and how often that was asked. */
function loudnessGate() {
  const asked = { count: 0 };
  const isVoice = (samples: Int16Array) => {
    asked.count += 1;
    return samples.some((sample) => sample > 1_000);
  };
  return { gate: gateWith({ isVoice, close() {} }), asked };
}

const lengthOf = (events: GateEvent[]) => events.reduce((sum, event) => sum + (event.kind === 'speech' ? event.samples.length : 0), 0);
const endsOf = (events: GateEvent[]) => events.filter(({ kind }) => kind === 'ended');

test('speech passes with what came before it, and 600 ms of what comes after', () => {
  const { gate } = loudnessGate();
  const stream = join(silence(1), hum(1), silence(2));
  const events = gate.push(stream);
  assert.deepEqual(events.map(({ kind }) => kind), ['speech', 'ended']);
  const [speech, ended] = events as [Extract<GateEvent, { kind: 'speech' }>, GateEvent];
  assert.ok(speech.at > 0.6 * second && speech.at < 0.9 * second, `begins at ${speech.at}`);
  assert.deepEqual(speech.samples, stream.slice(speech.at, speech.at + speech.samples.length), 'not one sample is lost or changed');
  assert.equal(ended.at, speech.at + speech.samples.length);
  assert.ok(ended.at > 2.5 * second && ended.at < 2.7 * second, `ends at ${ended.at}`);
});

test('how the stream is cut into pieces makes no difference', () => {
  const stream = join(silence(0.5), hum(1), silence(1), hum(0.5));
  const run = (size: number) => {
    const { gate } = loudnessGate();
    const events: GateEvent[] = [];
    for (let at = 0; at < stream.length; at += size) events.push(...gate.push(stream.subarray(at, at + size)));
    events.push(...gate.flush());
    return { ends: endsOf(events), samples: events.flatMap((event) => (event.kind === 'speech' ? [...event.samples] : [])) };
  };
  const whole = run(stream.length);
  assert.equal(whole.ends.length, 2);
  for (const size of [37, 160, 480, 1_000]) assert.deepEqual(run(size), whole, `pieces of ${size}`);
});

test('a pause within a sentence does not end it, a click does not begin one', () => {
  const { gate } = loudnessGate();
  assert.equal(endsOf(gate.push(join(hum(1), silence(0.4), hum(1)))).length, 0);
  const { gate: other } = loudnessGate();
  const click = silence(1).fill(20_000, 5 * frame, 6 * frame);
  assert.deepEqual(other.push(click), []);
});

test('silence costs nothing: the detector is not even asked', () => {
  const { gate, asked } = loudnessGate();
  assert.deepEqual(gate.push(silence(180)), []);
  assert.deepEqual(gate.push(noise(10, 20)), []);
  assert.deepEqual(gate.flush(), []);
  assert.equal(asked.count, 0);
});

test('when the stream is paused, what is open is ended, once', () => {
  const { gate } = loudnessGate();
  assert.equal(endsOf(gate.push(hum(1))).length, 0);
  assert.deepEqual(gate.flush(), [{ kind: 'ended', at: second }]);
  assert.deepEqual(gate.flush(), []);
});

test('a voice is told from noise, however loud', async () => {
  const gate = await createVoiceGate();
  assert.ok(lengthOf(gate.push(hum(4))) > 3.5 * second, 'a voice passes');
  gate.flush();
  for (const loudness of [100, 1_000, 8_000]) {
    const fresh = await createVoiceGate();
    const passed = lengthOf(fresh.push(noise(30, loudness)));
    assert.ok(passed < 2 * second, `of 30 s of noise ${passed / second} s pass`);
    fresh.close();
  }
  gate.close();
  assert.throws(() => gate.push(hum(0.1)), /closed/);
});

test('a tone that does not end is no voice', async () => {
  const gate = await createVoiceGate();
  const tone = Int16Array.from({ length: 20 * second }, (_, index) => 8_000 * Math.sin(index * 0.17));
  assert.ok(lengthOf(gate.push(tone)) < 2 * second);
  gate.close();
});
