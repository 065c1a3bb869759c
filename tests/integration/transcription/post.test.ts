import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { asc, eq } from 'drizzle-orm';
import { transcriptionChunks, transcriptions, transcriptionSegments } from '../../../src/modules/transcription/tables.ts';
import { connectDatabase, type DatabaseClient } from '../../../src/platform/db/client.ts';
import { outbox } from '../../../src/platform/outbox/tables.ts';
import { eventually } from '../../support/client.ts';
import { koreanSentences } from '../../support/korean-sentences.ts';
import { startTranscriberOn } from '../../support/server.ts';
import { type RecordingStack, startRecordingStack } from '../../support/recording-stack.ts';
import { ensureEspeak, ensureKoreanModel, speak, withPauses } from '../../support/speech.ts';
import { uploadFile } from '../../support/uploads.ts';
import { joinSpeaking } from './support/speaking-person.ts';

const run = promisify(execFile);
const sentences = koreanSentences.slice(0, 5);
const [hello = '', trouble = '', , , juice = ''] = sentences;
const rate = 16_000;

let stack: RecordingStack;
let database: DatabaseClient;
let folder: string;
let modelsFolder: string;
let longRecording: string;
let transcriber: Awaited<ReturnType<typeof startTranscriberOn>>;

before(async () => {
  await ensureEspeak();
  modelsFolder = (await ensureKoreanModel()).modelsFolder;
  folder = await mkdtemp(join(tmpdir(), 'plenum-post-'));
  stack = await startRecordingStack();
  database = connectDatabase(stack.servers.env['DATABASE_URL'] ?? '');
  await database.sql.unsafe(`
    create function hold_pieces() returns trigger language plpgsql as $$ begin
      if exists (select from transcription_chunks where transcription_id = new.transcription_id) then
        perform pg_advisory_xact_lock_shared(${holdLock});
      end if;
      return new;
    end $$;
    create trigger hold_pieces before insert on transcription_chunks for each row execute function hold_pieces()`);
  await stack.client.call('POST', '/v1/rooms', { name: 'talks', emptyTimeout: 600 });
  await start();
});
after(async () => {
  await transcriber?.stop();
  await database?.close();
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  // With more threads, all of a recording would be decoded before its first piece is written down.
  transcriber = await startTranscriberOn(stack.servers.env, modelsFolder, { TRANSCRIBER_THREADS: '1' });
}

/** Makes a file of sound with ffmpeg. */
async function encode(name: string, samples: Int16Array, args: string[] = []): Promise<Buffer> {
  const [from, to] = [join(folder, `${name}.raw`), join(folder, name)];
  await writeFile(from, new Uint8Array(samples.buffer));
  await run('ffmpeg', ['-v', 'error', '-y', '-f', 's16le', '-ar', String(rate), '-ac', '1', '-i', from, ...args, to]);
  return readFile(to);
}

async function upload(filename: string, data: Buffer, type = 'audio/mp4'): Promise<string> {
  const response = await uploadFile(stack.events.api, 'talks', { data, filename, type });
  const body = (await response.json()) as { recordingId: string };
  assert.equal(response.status, 201, JSON.stringify(body));
  return body.recordingId;
}

/** Asks for a recording to be written down. @returns the id of the transcription. */
async function request(recordingId: string, phrases: readonly string[] = koreanSentences): Promise<string> {
  const wish = { language: 'ko-KR', options: { phrases }, participants: { bob: 'Robert' } };
  // The transcriber may just have begun to tell of itself.
  const { body } = await eventually(async () => {
    const answer = await stack.client.call('POST', `/v1/recordings/${recordingId}/transcribe`, wish);
    assert.equal(answer.status, 202, JSON.stringify(answer.body));
    return answer;
  }, 30_000);
  assert.equal(body['status'], 'queued');
  return String(body['transcriptionId']);
}

const read = async (id: string) => (await database.db.select().from(transcriptions).where(eq(transcriptions.id, id)))[0];

async function readSegments(id: string) {
  const { transcriptionId, start: from } = transcriptionSegments;
  const rows = await database.db.select().from(transcriptionSegments).where(eq(transcriptionId, id)).orderBy(asc(from));
  return rows.map((row) => ({ ...row, text: row.text.replace(/\.$/, '') }));
}

const countChunks = (id: string) => database.db.$count(transcriptionChunks, eq(transcriptionChunks.transcriptionId, id));

/** Any number that nothing else in this database locks. */
const holdLock = 4_711;

/** Lets each recording be written down as far as its first piece; the rest waits within PostgreSQL until it is let go. */
async function holdPieces(): Promise<{ letGo(): Promise<void> }> {
  const connection = await database.sql.reserve();
  await connection`select pg_advisory_lock(${holdLock})`;
  return {
    async letGo() {
      await connection`select pg_advisory_unlock(${holdLock})`;
      connection.release();
    },
  };
}

/** Waits until a piece of it is written down and another one waits. */
async function untilHeld(id: string): Promise<void> {
  await eventually(async () => {
    assert.equal(await countChunks(id), 1);
    const waiting = await database.sql`select 1 from pg_locks where locktype = 'advisory' and not granted and objid = ${holdLock}`;
    assert.equal(waiting.length, 1);
  }, 90_000, 20);
}

async function until(id: string, status: string, timeoutMs = 90_000) {
  return eventually(async () => {
    const row = await read(id);
    assert.equal(row?.status, status, JSON.stringify(row) + transcriber.readLog().slice(-2_000));
    return row;
  }, timeoutMs, 100);
}

/** These sentences again and again, one every so many seconds. */
async function speakEvery(seconds: number, count: number): Promise<{ samples: Int16Array; said: string[] }> {
  const samples = new Int16Array(seconds * rate * count);
  const said = Array.from({ length: count }, (_, i) => sentences[i % sentences.length] ?? '');
  const spoken = await Promise.all(sentences.map((sentence) => speak(sentence)));
  for (const i of said.keys()) samples.set(spoken[i % sentences.length] ?? [], (i * seconds + 1) * rate);
  return { samples, said };
}

/** What the transcriber decodes with. */
function countDecoders(): number {
  const children = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).map((pid) => {
    try {
      return readFileSync(`/proc/${pid}/stat`, 'utf8');
    } catch {
      return '';
    }
  });
  return children.filter((stat) => stat.includes('(ffmpeg)') && Number(stat.split(') ')[1]?.split(' ')[1]) === transcriber.process.pid).length;
}

test('what is said in a film of 48 kHz stereo is written down with its times, and told', async () => {
  const samples = withPauses([await speak(hello), await speak(trouble)], 2_000);
  const picture = ['-f', 'lavfi', '-i', 'color=red:s=64x64:r=5', '-shortest', '-c:v', 'libx264', '-c:a', 'aac', '-ar', '48000', '-ac', '2'];
  const id = await request(await upload('film.mp4', await encode('film.mp4', samples, picture), 'video/mp4'));
  const done = await until(id, 'completed');
  assert.deepEqual([done?.progress, done?.error], [100, null]);
  const segments = await readSegments(id);
  assert.deepEqual(segments.map(({ text }) => text), [hello, trouble]);
  const [first, second] = segments;
  assert.ok(Math.abs((first?.start ?? 0) - 2) < 0.4, String(first?.start));
  const secondAt = samples.length / rate - 2 - (await speak(trouble)).length / rate;
  assert.ok(Math.abs((second?.start ?? 0) - secondAt) < 0.4, `${second?.start} ${secondAt}`);
  assert.deepEqual([first?.participantId, first?.speakerName], [null, null]);
  assert.deepEqual(second?.words.map(({ word }) => word), trouble.split(' '));
  assert.ok((second?.confidence ?? 0) > 0 && (second?.confidence ?? 2) <= 1, JSON.stringify(second));
  for (const format of ['srt', 'vtt']) {
    const { body } = await stack.client.call<string>('GET', `/v1/transcriptions/${id}?format=${format}`);
    const cue = new RegExp(`00:00:0[12][,.]\\d{3} --> 00:00:0[345][,.]\\d{3}\\n.*${hello}`);
    assert.match(body, cue);
    assert.equal(body.startsWith('WEBVTT'), format === 'vtt');
  }
  const [event] = await database.db.select().from(outbox).where(eq(outbox.key, `transcription_completed:${id}`));
  assert.deepEqual([event?.data['transcription']].map((told) => (told as Record<string, unknown>)['status']), ['completed']);
});

test('8 kHz is heard at the right times, and without a list of phrases words are understood all the same', async () => {
  const sentence = withPauses([await speak('아버지가 방에 들어가신다')], 3_000);
  const phone = await encode('phone.wav', sentence, ['-ar', '8000', '-c:a', 'pcm_mulaw']);
  const ids = [
    await request(await upload('phone.wav', phone, 'audio/wav')),
    await request(await upload('free.flac', await encode('free.flac', sentence), 'audio/flac'), []),
  ];
  for (const id of ids) {
    await until(id, 'completed');
    const segments = await readSegments(id);
    assert.ok(segments.length > 0 && segments.every(({ start: from, end }) => from > 2.5 && end < sentence.length / rate - 2.5));
    if (id === ids[1]) assert.match(segments.map(({ text }) => text).join(' '), /아버지/);
  }
});

test('a file without sound fails and says so; of a damaged one what can be read is written down, if anything', async () => {
  await run('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=red:s=64x64:d=2', '-c:v', 'libx264', join(folder, 'mute.mp4')]);
  const mute = await request(await upload('mute.mp4', await readFile(join(folder, 'mute.mp4')), 'video/mp4'));
  const { samples, said } = await speakEvery(8, 3);
  const whole = await encode('whole.mp3', samples, ['-b:a', '64k']);
  const part = (share: number) => Math.floor(whole.length * share);
  whole.fill(0x55, part(0.7), part(0.75));
  const damaged = await request(await upload('damaged.mp3', whole.subarray(0, part(0.9)), 'audio/mpeg'));
  const junk = Buffer.concat([Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'latin1'), Buffer.alloc(5_000, 0x5a)]);
  const nothing = await request(await upload('junk.mp4', junk, 'video/mp4'));
  assert.equal((await until(mute, 'failed'))?.error, 'The recording has no sound.');
  assert.match((await until(nothing, 'failed'))?.error ?? '', /damaged/);
  await until(damaged, 'completed');
  assert.deepEqual((await readSegments(damaged)).map(({ text }) => text).slice(0, 2), said.slice(0, 2));
});

test('what a killed transcriber has begun another goes on with, and nothing is lost or doubled', async () => {
  const { samples, said } = await speakEvery(8, 24);
  longRecording = await upload('long.m4a', await encode('long.m4a', samples, ['-b:a', '64k']));
  const pieces = await holdPieces();
  const id = await request(longRecording);
  await untilHeld(id);
  transcriber.process.kill('SIGKILL');
  await once(transcriber.process, 'exit');
  const left = await read(id);
  assert.equal(left?.status, 'running');
  assert.ok((left?.progress ?? 0) > 0 && (left?.progress ?? 0) < 100);
  const kept = await readSegments(id);
  assert.ok(kept.length > 0 && kept.length < said.length, String(kept.length));
  await pieces.letGo();
  await start();
  await until(id, 'completed');
  const segments = await readSegments(id);
  assert.deepEqual(segments.map(({ text }) => text), said);
  // What was stored before was left as it was.
  for (const { segmentId, at } of kept) assert.deepEqual(segments.find((each) => each.segmentId === segmentId)?.at, at);
});

test('who deletes it while it runs ends all work on it at once', async () => {
  const pieces = await holdPieces();
  const id = await request(longRecording);
  await untilHeld(id);
  assert.equal(countDecoders(), 1);
  const deleting = stack.client.call('DELETE', `/v1/transcriptions/${id}`);
  await eventually(async () => {
    const waiting = await database.sql`select 1 from pg_locks where locktype = 'transactionid' and not granted`;
    assert.equal(waiting.length, 1, 'for what is being stored');
  }, 10_000, 20);
  await pieces.letGo();
  assert.equal((await deleting).status, 204);
  await eventually(async () => assert.equal(countDecoders(), 0), 6_000);
  assert.deepEqual([await countChunks(id), await readSegments(id)], [0, []]);
});

test('it fails when its recording is deleted meanwhile', async () => {
  const pieces = await holdPieces();
  const id = await request(longRecording);
  await untilHeld(id);
  assert.equal((await stack.client.call('DELETE', `/v1/recordings/${longRecording}`)).status, 204);
  await pieces.letGo();
  assert.equal((await until(id, 'failed'))?.error, 'The recording was deleted.');
  await eventually(async () => assert.equal(countDecoders(), 0), 6_000);
});

test('long silence is passed over, and what is said behind it has the right times', async () => {
  const { samples, said } = await speakEvery(30, 2);
  const minute = await encode('minute.aac', samples, ['-b:a', '64k']);
  const quiet = await encode('quiet.aac', new Int16Array(60 * rate), ['-b:a', '32k']);
  const long = Buffer.concat([minute, ...Array.from({ length: 30 }, () => quiet), minute]);
  const id = await request(await upload('long.aac', long, 'audio/aac'));
  await until(id, 'completed');
  const segments = await readSegments(id);
  assert.deepEqual(segments.map(({ text }) => text), [...said, ...said]);
  assert.ok(Math.abs((segments[2]?.start ?? 0) - 31 * 60 - 1) < 3, String(segments[2]?.start));
});

const lastOf = (sentence: string) => sentence.split(' ').at(-1);

test('in a recording of a room everybody is known who speaks', async () => {
  const [ada, bob] = await Promise.all([
    joinSpeaking(stack.client, 'two', 'ada', 'Ada'),
    joinSpeaking(stack.client, 'two', 'bob', 'Bob'),
  ]);
  const turns = [[ada, hello], [bob, trouble], [ada, juice]] as const;
  const recordingId = await stack.record('two');
  for (const [person, sentence] of turns) await person.say(withPauses([await speak(sentence)], 600));
  await stack.client.call('POST', '/v1/rooms/two/recording/stop', {});
  await stack.until(recordingId, 'ready');
  await Promise.all([ada.leave(), bob.leave()]);
  const id = await request(recordingId);
  await until(id, 'completed');
  const segments = await readSegments(id);
  const ends = segments.filter(({ participantId }, i) => participantId !== segments[i + 1]?.participantId);
  assert.deepEqual(ends.map(({ participantId, speakerName }) => [participantId, speakerName]), [['ada', 'Ada'], ['bob', 'Bob'], ['ada', 'Ada']]);
  // On its way through a room a word may be lost, come late or be taken for another; the last ones of each are said clearly.
  const understood = turns.filter(([, sentence], i) => lastOf(ends[i]?.text ?? '') === lastOf(sentence));
  assert.ok(understood.length >= 2, JSON.stringify(ends.map(({ text }) => text)));
});
