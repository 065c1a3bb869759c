import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { eq } from 'drizzle-orm';
import pino from 'pino';
import { readConfig } from '../../../src/config/index.ts';
import { runPreviews, type RunningPreviews } from '../../../src/modules/recordings/previews/run-previews.ts';
import { recordingPreviews } from '../../../src/modules/recordings/previews/tables.ts';
import { connectDatabase, type DatabaseClient } from '../../../src/platform/db/client.ts';
import { connectObjectStore, type ObjectStore } from '../../../src/platform/objects/client.ts';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { requireRecorderPrograms } from '../../support/chromium.ts';
import { type Client, createClient, eventually } from '../../support/client.ts';
import { startServerOn, type TestServer } from '../../support/server.ts';
import { startOwnStack } from '../../support/stack.ts';
import { mp4Head, uploadFile } from '../../support/uploads.ts';

const run = promisify(execFile);

let stack: LocalServers;
let server: TestServer;
let client: Client;
let database: DatabaseClient;
let objects: ObjectStore;
let folder: string;
let previews: RunningPreviews;

before(async () => {
  await requireRecorderPrograms();
  folder = await mkdtemp(join(tmpdir(), 'plenum-previews-'));
  // Of its own: a recorder elsewhere would look into the files, too.
  stack = await startOwnStack();
  server = await startServerOn(stack.env);
  client = createClient(server);
  database = connectDatabase(server.env['DATABASE_URL'] ?? '');
  objects = connectObjectStore(readConfig(server.env).storage);
  await client.call('POST', '/v1/rooms', { name: 'films', emptyTimeout: 600 });
});
after(async () => {
  await previews?.stop();
  await database?.close();
  await server?.stop();
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

function start(): RunningPreviews {
  return runPreviews({ db: database.db, objects, logger: pino({ level: 'silent' }), holder: 'test' });
}

/** Makes a film or sound with ffmpeg, and uploads it. */
async function make(name: string, args: string[], type = 'video/mp4'): Promise<string> {
  const path = join(folder, name);
  await run('ffmpeg', ['-v', 'error', '-y', ...args, path]);
  return upload({ data: await readFile(path), filename: name, type });
}

async function upload(file: Parameters<typeof uploadFile>[2]): Promise<string> {
  const response = await uploadFile(server, 'films', file);
  const body = (await response.json()) as { recordingId: string };
  assert.equal(response.status, 201, JSON.stringify(body));
  previews?.wake();
  return body.recordingId;
}

const isOf = (id: string) => eq(recordingPreviews.recordingId, id);

async function untilLookedInto(id: string, timeoutMs = 30_000): Promise<Record<string, unknown>> {
  await eventually(async () => {
    const { db } = database;
    assert.deepEqual(await db.select().from(recordingPreviews).where(isOf(id)), []);
  }, timeoutMs, 100);
  return (await client.call('GET', `/v1/recordings/${id}`)).body;
}

/** The mean colour of each tile of a strip. */
async function readTiles(id: string): Promise<{ size: string; colours: number[][] }> {
  const response = await fetch(`${server.url}/v1/recordings/${id}/strip`, { headers: { 'x-api-key': server.apiKey } });
  assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'image/jpeg']);
  const path = join(folder, `${id}.jpg`);
  await writeFile(path, Buffer.from(await response.arrayBuffer()));
  const { stdout: size } = await run('ffprobe', ['-v', 'error', '-show_entries', 'stream=width,height', '-of', 'csv=p=0', path]);
  const options = { encoding: 'buffer' as const };
  const args = ['-v', 'error', '-i', path, '-vf', 'format=rgb24,scale=10:1:flags=area', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];
  const { stdout } = await run('ffmpeg', args, options);
  return { size: size.trim(), colours: Array.from({ length: 10 }, (_, i) => [...stdout.subarray(i * 3, i * 3 + 3)]) };
}

/** Five seconds of red, then five of blue, with a tone. */
const redThenBlue = [
  ...['-f', 'lavfi', '-i', 'color=c=red:s=320x180:r=25:d=5[a];color=c=blue:s=320x180:r=25:d=5[b];[a][b]concat'],
  ...['-f', 'lavfi', '-i', 'sine=440:d=10'],
];

function assertRedThenBlue({ size, colours }: Awaited<ReturnType<typeof readTiles>>): void {
  assert.equal(size, '1600,90');
  for (const [i, [red = 0, , blue = 0]] of colours.entries()) {
    assert.ok(i < 5 ? red > 150 && blue < 80 : blue > 150 && red < 80, `tile ${i}: ${colours[i]}`);
  }
}

test('films get their length, and ten pictures of their time', async () => {
  const mp4 = await make('film.mp4', [...redThenBlue, '-c:v', 'libx264', '-g', '250', '-c:a', 'aac']);
  const mov = await make('film.mov', [...redThenBlue, '-c:v', 'libx264', '-c:a', 'aac'], 'text/plain');
  const webm = await make('film.webm', [...redThenBlue, '-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus'], 'audio/webm');
  // Nothing in it tells where its whole pictures stand, so ffmpeg takes the next one.
  const ts = await make('film.ts', [...redThenBlue, '-c:v', 'libx264', '-g', '10', '-c:a', 'aac']);
  const earlier = await client.call('GET', `/v1/recordings/${mp4}`);
  assert.deepEqual([earlier.body['hasStrip'], earlier.body['durationSeconds']], [false, null]);
  assert.equal((await client.call('GET', `/v1/recordings/${mp4}/strip`)).status, 404);
  previews = start();
  for (const [id, mimeType] of [[mp4, 'video/mp4'], [mov, 'video/quicktime'], [webm, 'video/webm'], [ts, 'video/mp2t']] as const) {
    const recording = await untilLookedInto(id);
    assert.deepEqual([recording['status'], recording['hasStrip'], recording['mimeType']], ['ready', true, mimeType]);
    assert.ok(Math.abs(Number(recording['durationSeconds']) - 10) < 0.3, `${mimeType}: ${recording['durationSeconds']} s`);
    assertRedThenBlue(await readTiles(id));
  }
  const link = (await client.call('POST', `/v1/recordings/${mp4}/link`, {})).body['url'];
  assert.equal((await fetch(String(link).replace('/download?', '/strip?'))).status, 200);
  assert.equal((await fetch(`${server.url}/v1/recordings/${mp4}/strip`)).status, 401);
});

test('a film whose length stands nowhere, and one of an odd shape', async () => {
  const path = join(folder, 'live.webm');
  // To a pipe, nothing can be written at the front afterwards.
  await run('sh', ['-c', `ffmpeg -v error ${redThenBlue.map((arg) => `'${arg}'`).join(' ')} -c:v libvpx -deadline realtime -f webm - > ${path}`]);
  const live = await upload({ data: await readFile(path), filename: 'live.webm', type: 'video/webm' });
  const tall = await make('tall.mp4', ['-f', 'lavfi', '-i', 'color=c=white:s=90x320:r=10:d=3', '-c:v', 'libx264']);
  const recording = await untilLookedInto(live);
  assert.ok(Math.abs(Number(recording['durationSeconds']) - 10) < 0.3, `${recording['durationSeconds']} s`);
  assertRedThenBlue(await readTiles(live));
  await untilLookedInto(tall);
  const { colours } = await readTiles(tall);
  // A sixth of the width is film, the rest is black.
  for (const [red = 0] of colours) assert.ok(red > 25 && red < 60, String(colours));
});

test('sound gets its length and its waveform', async () => {
  for (const [name, codec, mimeType] of [['s.mp3', 'libmp3lame', 'audio/mpeg'], ['s.m4a', 'aac', 'audio/mp4'], ['s.ogg', 'libopus', 'audio/ogg'], ['s.webm', 'libopus', 'audio/webm'], ['s.flac', 'flac', 'audio/flac']] as const) {
    const id = await make(name, ['-f', 'lavfi', '-i', 'sine=300:d=6,volume=0.9', '-c:a', codec], 'video/mp4');
    const recording = await untilLookedInto(id);
    assert.deepEqual([recording['mimeType'], recording['hasStrip']], [mimeType, true], name);
    assert.ok(Math.abs(Number(recording['durationSeconds']) - 6) < 0.3, `${name}: ${recording['durationSeconds']} s`);
    const { size, colours } = await readTiles(id);
    assert.equal(size, '1600,90');
    assert.ok((colours[4]?.[2] ?? 0) > 60, `${name}: ${colours[4]}`);
  }
});

test('a file that cannot be read stays as it is, after three tries', async () => {
  const id = await upload({ data: Buffer.concat([mp4Head, Buffer.alloc(5_000, 3)]) });
  for (let i = 0; i < 3; i += 1) {
    await eventually(async () => {
      const [task] = await database.db.select().from(recordingPreviews).where(isOf(id));
      assert.equal(task?.tries, i + 1);
      assert.equal(task?.holder, null);
    }, 10_000);
    await database.db.update(recordingPreviews).set({ leaseUntil: new Date(0) }).where(isOf(id));
    previews.wake();
  }
  const recording = await untilLookedInto(id);
  assert.deepEqual([recording['status'], recording['hasStrip'], recording['durationSeconds']], ['ready', false, null]);
});

test('no file makes ffmpeg ask anybody for anything', async (t) => {
  const asked: string[] = [];
  const host = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  }).listen(0, '127.0.0.1');
  t.after(() => host.close());
  await once(host, 'listening');
  const { port } = host.address() as { port: number };
  const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:${port}/a.ts\n#EXT-X-ENDLIST\n`;
  await previews.stop();
  const id = await make('list.mp4', [...redThenBlue, '-c:v', 'libx264']);
  const isIt = isOf(id);
  const [task] = await database.db.update(recordingPreviews).set({ tries: 2 }).where(isIt).returning();
  const objectName = task?.objectName ?? '';
  await objects.put(objectName, Buffer.from(playlist), 'video/mp4');
  // Left to itself, ffmpeg does: this is what the test would see.
  await run('ffprobe', ['-v', 'error', '-i', await objects.presign(objectName, 60)]).catch(() => {});
  assert.deepEqual(asked.splice(0), ['/a.ts']);
  previews = start();
  await eventually(async () => {
    const [left] = await database.db.select().from(recordingPreviews).where(isIt);
    assert.deepEqual([left?.tries, left?.holder], [3, null]);
  }, 20_000);
  assert.deepEqual(asked, []);
});

test('what a killed process has begun, another ends; pictures of what was deleted are not kept', async () => {
  await previews.stop();
  const taken = await make('taken.mp4', [...redThenBlue, '-c:v', 'libx264']);
  const deleted = await make('deleted.mp4', [...redThenBlue, '-c:v', 'libx264']);
  const { db } = database;
  await db.update(recordingPreviews).set({ holder: 'killed', tries: 1, leaseUntil: new Date(Date.now() + 3_600_000) }).where(isOf(taken));
  const [task] = await db.select().from(recordingPreviews).where(isOf(deleted));
  await objects.put(`${task?.objectName}.strip.jpg`, Buffer.from('late'), 'image/jpeg');
  assert.equal((await client.call('DELETE', `/v1/recordings/${deleted}`)).status, 204);
  await objects.put(`${task?.objectName}.strip.jpg`, Buffer.from('later still'), 'image/jpeg');
  previews = start();
  await eventually(async () => assert.deepEqual(await db.select().from(recordingPreviews).where(isOf(deleted)), []), 10_000);
  assert.equal(await objects.sizeOf(`${task?.objectName}.strip.jpg`), null);
  assert.equal((await client.call('GET', `/v1/recordings/${taken}`)).body['hasStrip'], false);
  // The lease runs out; nobody is woken for that.
  await db.update(recordingPreviews).set({ leaseUntil: new Date() }).where(isOf(taken));
  assert.equal((await untilLookedInto(taken))['hasStrip'], true);
});
