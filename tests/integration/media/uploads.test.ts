import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { readConfig } from '../../../src/config/index.ts';
import { recordings } from '../../../src/modules/recordings/tables.ts';
import { recordingUploads } from '../../../src/modules/recordings/uploads/tables.ts';
import { connectDatabase, type DatabaseClient } from '../../../src/platform/db/client.ts';
import { connectObjectStore, type ObjectStore } from '../../../src/platform/objects/client.ts';
import { outbox } from '../../../src/platform/outbox/tables.ts';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { asParticipant, type Client, createClient, eventually } from '../../support/client.ts';
import { startServerOn, startWorkerOn, type TestServer } from '../../support/server.ts';
import { startOwnStack } from '../../support/stack.ts';
import { mp4Head, readMemory, uploadFile, uploadOfSize } from '../../support/uploads.ts';

const megabyte = 1024 * 1024;
const film = Buffer.concat([mp4Head, Buffer.alloc(20_000, 1)]);

let stack: LocalServers;
let server: TestServer;
let client: Client;
let database: DatabaseClient;
let objects: ObjectStore;

before(async () => {
  // Of its own: a recorder elsewhere would look into the files, too.
  stack = await startOwnStack();
  server = await startServerOn(stack.env);
  client = createClient(server);
  database = connectDatabase(server.env['DATABASE_URL'] ?? '');
  objects = connectObjectStore(readConfig(server.env).storage);
});
after(async () => {
  await database?.close();
  await server?.stop();
  await stack?.stop();
});

async function openRoom(roomId: string): Promise<void> {
  await client.call('POST', '/v1/rooms', { name: roomId, emptyTimeout: 600 });
}

/** All that is kept of uploads anywhere. */
async function readTraces() {
  const { db } = database;
  const rows = await db.select({ id: recordings.id }).from(recordings);
  return { rows: rows.length, underWay: (await db.select().from(recordingUploads)).length, objects: await objects.list('recordings/') };
}

async function read(response: Response) {
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('an uploaded file is a recording of its room: listed, told of and downloaded as it was', async () => {
  await openRoom('up & away');
  const { status, body } = await read(await uploadFile(server, 'up & away', { data: film, filename: 'Über uns.mp4' }));
  assert.equal(status, 201, JSON.stringify(body));
  const { recordingId, createdAt, ...rest } = body;
  assert.deepEqual(rest, {
    ...{ egressId: null, roomId: 'up & away', meetingId: 'up & away', engine: 'upload', status: 'ready', interrupted: false },
    ...{ filename: 'Über uns.mp4', mimeType: 'video/mp4', sizeBytes: film.length, durationSeconds: null, error: null },
    ...{ hasStrip: false, endedAt: null },
  });
  assert.ok(Math.abs(Date.parse(String(createdAt)) - Date.now()) < 10_000);

  const list = await client.call('GET', '/v1/meetings/up%20%26%20away/recordings');
  assert.deepEqual(list.body, { recordings: [body], nextCursor: null });
  const [event] = await database.db.select().from(outbox).where(eq(outbox.key, `recording_ready:${recordingId}`));
  assert.deepEqual([event?.name, event?.roomId, event?.meetingId], ['recording_ready', 'up & away', 'up & away']);
  const file = await fetch(`${server.url}/v1/recordings/${recordingId}/download`, { headers: { 'x-api-key': server.apiKey } });
  assert.equal(file.headers.get('content-disposition'), "attachment; filename=\"_ber uns.mp4\"; filename*=UTF-8''%C3%9Cber%20uns.mp4");
  assert.deepEqual(Buffer.from(await file.arrayBuffer()), film);

  assert.equal((await client.call('DELETE', `/v1/recordings/${recordingId}`)).status, 204);
  assert.deepEqual((await objects.list('recordings/')).filter((name) => name.includes(String(recordingId))), []);
});

test('what a file is, its content says; its name is kept without folders and with the right ending', async () => {
  await openRoom('types');
  const wav = Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1'), Buffer.alloc(5_000)]);
  const webm = Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806701', 'hex');
  const files = [
    { data: film, filename: 'talk.txt', type: 'text/plain', expected: ['video/mp4', 'talk.txt.mp4'] },
    { data: film, filename: 'C:\\fakepath\\sound.m4a', type: 'audio/mp4', expected: ['audio/mp4', 'sound.m4a'] },
    { data: wav, filename: '../../etc/a\u202eb.mp4', type: 'video/mp4', expected: ['audio/wav', 'ab.mp4.wav'] },
    { data: webm, filename: '..', type: '', expected: ['video/webm', 'upload.webm'] },
    { data: Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0\xff\xfb\x90\x64', 'latin1'), Buffer.alloc(500)]), filename: 'x'.repeat(900), type: 'video/mpeg', expected: ['audio/mpeg', `${'x'.repeat(200)}.mp3`] },
  ];
  for (const { expected, ...file } of files) {
    const { body } = await read(await uploadFile(server, 'types', file));
    assert.deepEqual([body['mimeType'], body['filename']], expected, JSON.stringify(body));
  }
});

test('what is no film, or no form, is refused and leaves nothing', async () => {
  await openRoom('refused');
  const earlier = await readTraces();
  const send = async (file: Parameters<typeof uploadFile>[2], meetingId = 'refused') => {
    const { status, body } = await read(await uploadFile(server, meetingId, file));
    return `${status} ${body['code']}`;
  };
  assert.equal(await send({ data: Buffer.from('#EXTM3U\n#EXT-X-TARGETDURATION:1\nfile:///etc/passwd\n') }), '415 unsupported-media-type');
  assert.equal(await send({ data: Buffer.from('ffconcat version 1.0\nfile /etc/passwd\n') }), '415 unsupported-media-type');
  assert.equal(await send({ data: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }), '415 unsupported-media-type');
  assert.equal(await send({ data: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }), '415 unsupported-media-type');
  assert.equal(await send({ data: Buffer.alloc(0) }), '400 validation');
  assert.equal(await send({ data: film, field: 'file' }), '400 validation');
  assert.equal(await send({ data: film }, 'never opened'), '404 not-found');

  const call = async (headers: Record<string, string>, body: string | FormData) => {
    const url = `${server.url}/v1/meetings/refused/recordings`;
    const answer = await read(await fetch(url, { method: 'POST', headers: { 'x-api-key': server.apiKey, ...headers }, body }));
    return `${answer.status} ${answer.body['code']}`;
  };
  const two = new FormData();
  for (const name of ['a.mp4', 'b.mp4']) two.append('recording', new Blob([new Uint8Array(film)]), name);
  assert.equal(await call({}, two), '400 validation');
  const none = new FormData();
  none.append('title', 'All hands');
  assert.equal(await call({}, none), '400 validation');
  assert.equal(await call({ 'content-type': 'application/json' }, '{"recording":"x"}'), '415 unsupported-media-type');
  assert.equal(await call({ 'content-type': 'multipart/form-data' }, 'x'), '400 validation');
  assert.equal(await call({ 'content-type': 'multipart/form-data; boundary=x' }, '--y\r\n'), '400 validation');
  const open = `--x\r\nContent-Disposition: form-data; name="recording"; filename="a.mp4"\r\n\r\n${film.toString('latin1')}`;
  assert.equal(await call({ 'content-type': 'multipart/form-data; boundary=x' }, open), '400 validation');
  assert.deepEqual(await readTraces(), earlier);
});

test('the host of a room uploads to it, lists and downloads what is its, and nobody else does', async () => {
  await openRoom('hosted');
  await openRoom('elsewhere');
  const token = async (roomId: string, role: string) => {
    const { body } = await client.call('POST', '/v1/token', { roomId, userId: role, name: role, role });
    return String(body['token']);
  };
  const host = await token('hosted', 'host');
  const stranger = await token('elsewhere', 'host');
  const guest = await token('hosted', 'participant');
  const upload = async (bearer: string) =>
    read(await uploadFile(server, 'hosted', { data: film }, { authorization: `Bearer ${bearer}` }));
  assert.deepEqual([(await upload(stranger)).status, (await upload(guest)).status], [403, 403]);
  const { status, body } = await upload(host);
  assert.equal(status, 201);
  const path = `/v1/recordings/${body['recordingId']}/download`;
  const statuses = async (bearer: string) => {
    const { call } = asParticipant(server, bearer);
    return [(await call('GET', '/v1/meetings/hosted/recordings')).status, (await call('GET', path)).status];
  };
  assert.deepEqual(await statuses(host), [200, 200]);
  assert.deepEqual(await statuses(stranger), [403, 404]);
  assert.deepEqual(await statuses(guest), [403, 403]);
});

test('the same Idempotency-Key stores a file once', async () => {
  await openRoom('twice');
  const headers = { 'x-api-key': server.apiKey, 'idempotency-key': 'upload-twice' };
  const first = await uploadFile(server, 'twice', { data: film }, headers);
  const again = await uploadFile(server, 'twice', { data: film }, headers);
  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  assert.deepEqual(await again.json(), await first.json());
  const { body } = await client.call<{ recordings: unknown[] }>('GET', '/v1/meetings/twice/recordings');
  assert.equal(body.recordings.length, 1);
});

test('a list comes in pages, newest first', async () => {
  await openRoom('paged');
  for (const filename of ['1.mp4', '2.mp4', '3.mp4']) await uploadFile(server, 'paged', { data: film, filename });
  interface Page { recordings: { filename: string }[]; nextCursor: string | null }
  const first = (await client.call<Page>('GET', '/v1/meetings/paged/recordings?limit=2')).body;
  const rest = (await client.call<Page>('GET', `/v1/meetings/paged/recordings?limit=2&cursor=${first.nextCursor}`)).body;
  assert.deepEqual([...first.recordings, ...rest.recordings].map(({ filename }) => filename), ['3.mp4', '2.mp4', '1.mp4']);
  assert.equal(rest.nextCursor, null);
  assert.equal((await client.call('GET', '/v1/meetings/never%20opened/recordings')).status, 404);
});

test('a file of more than 500 MB is a 413, whatever its length was said to be, and leaves nothing', async () => {
  await openRoom('large');
  const earlier = await readTraces();
  // Nobody says how long it is.
  const { status, body } = await read(await uploadOfSize(server, 'large', 500 * megabyte + 1));
  assert.deepEqual([status, body['code']], [413, 'too-large']);
  // Who says that it is too long is answered before anything is sent.
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST /v1/meetings/large/recordings HTTP/1.1\r\nHost: x\r\nX-API-Key: ${server.apiKey}\r\n` +
      `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${501 * megabyte}\r\n\r\n`,
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  assert.match(answer.toString(), /^HTTP\/1\.1 413 /);
  socket.destroy();
  assert.deepEqual(await readTraces(), earlier);
});

test('whoever is refused, or answered as before, gets to read it, however much they send', async () => {
  await openRoom('long');
  const send = async (meetingId: string, headers: Record<string, string> = {}) =>
    (await uploadOfSize(server, meetingId, 200 * megabyte, { headers })).status;
  assert.equal(await send('never opened'), 404);
  assert.equal(await send('long', { 'x-api-key': `mk_${'x'.repeat(40)}` }), 401);
  const headers = { 'x-api-key': server.apiKey, 'idempotency-key': 'upload-long' };
  assert.equal((await uploadFile(server, 'long', { data: film }, headers)).status, 201);
  const again = await uploadOfSize(server, 'long', 200 * megabyte, { headers });
  assert.deepEqual([again.status, again.headers.get('idempotency-replayed')], [201, 'true']);
});

test('an upload that its sender cuts off leaves nothing', async () => {
  await openRoom('cut');
  const earlier = await readTraces();
  const sending = new AbortController();
  const upload = uploadOfSize(server, 'cut', 400 * megabyte, { signal: sending.signal });
  await eventually(async () => assert.equal((await readTraces()).underWay, earlier.underWay + 1), 5_000, 10);
  await sleep(100);
  sending.abort();
  await assert.rejects(upload);
  await eventually(async () => assert.deepEqual(await readTraces(), earlier), 5_000);
});

test('an upload whose API is killed is never seen, and a worker removes what is left of it', async () => {
  const api = await startServerOn(server.env);
  await openRoom('killed');
  const earlier = await readTraces();
  const upload = uploadOfSize(api, 'killed', 400 * megabyte).catch(() => null);
  await eventually(async () => assert.equal((await readTraces()).underWay, earlier.underWay + 1), 5_000, 10);
  await sleep(300);
  api.process.kill('SIGKILL');
  await upload;
  assert.deepEqual(await readTraces(), { ...earlier, underWay: earlier.underWay + 1 });
  const { db } = database;
  const [left] = await db.select().from(recordingUploads);
  assert.ok(left);
  await db.update(recordingUploads).set({ createdAt: new Date(Date.now() - 25 * 3_600_000) });
  const worker = await startWorkerOn(server.env);
  await eventually(async () => assert.equal((await readTraces()).underWay, 0), 10_000);
  await worker.stop();
  assert.deepEqual((await readTraces()).objects, earlier.objects);
});

test('500 MB, and others beside it, pass through less than 64 MB of memory', async (t) => {
  // One that has not grown by anything yet.
  const api = await startServerOn(server.env);
  await openRoom('memory');
  await uploadFile(api, 'memory', { data: film });
  const pid = api.process.pid ?? 0;
  const { now } = readMemory(pid);
  const send = async (sizes: number[]) => {
    const answers = await Promise.all(sizes.map((size) => uploadOfSize(api, 'memory', size * megabyte)));
    const stored = await Promise.all(answers.map(async (answer) => (await read(answer)).body['sizeBytes']));
    assert.deepEqual(stored, sizes.map((size) => size * megabyte));
    return (readMemory(pid).peak - now) / megabyte;
  };
  const alone = await send([500]);
  const together = await send([100, 100, 100, 100]);
  await api.stop();
  t.diagnostic(`the API grew by ${alone.toFixed(1)} MB for one file, by ${together.toFixed(1)} MB for four at once`);
  assert.ok(alone < 64 && together < 64, `${alone} MB, ${together} MB`);
});
