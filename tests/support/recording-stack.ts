import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineProgress } from '../../src/start/local/progress.ts';
import type { LocalServers } from '../../src/start/local/servers.ts';
import { buildWebPage } from '../../src/start/local/web-page.ts';
import { COLOURS, joinPainted, livekitOf, type PaintedPerson } from '../browser/support/painted-person.ts';
import { requireRecorderPrograms } from './chromium.ts';
import { type Client, createClient, eventually } from './client.ts';
import { type EventsStack, eventSettings, startEventsStack } from './events-stack.ts';
import { startRecorderOn, startServerOn, startWorkerOn } from './server.ts';

export interface RecordingAnswer {
  recordingId: string;
  status: string;
  interrupted: boolean;
  durationSeconds: number;
  sizeBytes: number;
  error: string | null;
}

/** When something happened: after it was asked for, and before it was known of. In ms; on a busy machine that may be long. */
export type Between = readonly [askedAt: number, knownAt: number];

/** Servers of one's own with an API, a worker and a recorder, each of which may be killed. */
export interface RecordingStack {
  servers: LocalServers;
  events: EventsStack;
  /** The disk of the recorder. */
  folder: string;
  recorder: Awaited<ReturnType<typeof startRecorderOn>>;
  client: Client;
  /** Another one on the same disk, which takes its place here. */
  startRecorder(more?: Record<string, string>): Promise<void>;
  startApi(): Promise<void>;
  startWorker(): Promise<void>;
  /** Somebody red with a tone of 440 Hz. */
  join(roomId: string): Promise<PaintedPerson>;
  /** Starts a recording. @returns its id, once its first frame is there. */
  record(roomId: string): Promise<string>;
  /** Starts one, and tells also when that was. */
  recordTimed(roomId: string): Promise<{ id: string; began: Between }>;
  /** Stops the one of a room, and tells when that was. */
  stopRecording(roomId: string): Promise<Between>;
  until(recordingId: string, status: string, timeoutMs?: number): Promise<RecordingAnswer>;
  /** Downloads a file. @returns where it is. */
  download(recordingId: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startRecordingStack(settings: Record<string, string> = {}): Promise<RecordingStack> {
  await requireRecorderPrograms();
  assert.ok(await buildWebPage(process.env, lineProgress(console.log)), 'the pages are built');
  const folder = await mkdtemp(join(tmpdir(), 'plenum-recorder-'));
  const events = await startEventsStack();
  const { servers } = events;
  const client = createClient(events.api);
  const launch = (more: Record<string, string> = {}) => startRecorderOn(servers.env, folder, { ...settings, ...more });
  const stack: RecordingStack = {
    servers,
    events,
    folder,
    client,
    recorder: await launch(),
    async startRecorder(more) {
      stack.recorder = await launch(more);
      await untilCapable(stack);
    },
    async startApi() {
      events.api = await startServerOn(servers.env, { ...eventSettings, PORT: events.port });
    },
    async startWorker() {
      events.worker = await startWorkerOn(servers.env, eventSettings);
    },
    join: (roomId) => joinOurRoom(stack, roomId),
    record: (roomId) => startRecording(stack, roomId),
    async recordTimed(roomId) {
      const askedAt = performance.now();
      const id = await startRecording(stack, roomId);
      return { id, began: [askedAt, performance.now()] };
    },
    async stopRecording(roomId) {
      const askedAt = performance.now();
      assert.equal((await client.call('POST', `/v1/rooms/${roomId}/recording/stop`)).status, 200);
      return [askedAt, performance.now()];
    },
    until: (recordingId, status, timeoutMs = 30_000) =>
      eventually(async () => {
        const { body } = await client.call<RecordingAnswer>('GET', `/v1/recordings/${recordingId}`);
        assert.equal(body.status, status, JSON.stringify(body) + stack.recorder.readLog().slice(-2_000));
        return body;
      }, timeoutMs, 200),
    async download(recordingId) {
      const answer = await fetch(`${events.api.url}/v1/recordings/${recordingId}/download`, { headers: { 'x-api-key': events.api.apiKey } });
      assert.equal(answer.status, 200);
      const file = join(folder, `${recordingId}.mp4`);
      await writeFile(file, Buffer.from(await answer.arrayBuffer()));
      return file;
    },
    async stop() {
      await stack.recorder.stop();
      await events.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await untilCapable(stack);
  return stack;
}

/** Fails when a recording is not as long as it was from its beginning to its end, give or take `toleranceSeconds`. */
export function assertLasted(seconds: number, began: Between, ended: Between, toleranceSeconds = 1.5): void {
  const [least, most] = [(ended[0] - began[1]) / 1_000, (ended[1] - began[0]) / 1_000];
  assert.ok(seconds > least - toleranceSeconds && seconds < most + toleranceSeconds, `${seconds} s, of ${least} to ${most} s`);
}

/** Starts LiveKit's ingress, and waits until the API has noticed. */
export async function startIngressOf(stack: RecordingStack): Promise<void> {
  await stack.servers.startIngress?.();
  await untilCapable(stack, 'ingress');
}

async function untilCapable({ client, recorder }: RecordingStack, what: 'recording' | 'ingress' = 'recording'): Promise<void> {
  await eventually(async () => {
    const { body } = await client.call<{ capabilities: Record<string, boolean> }>('GET', '/v1/health');
    assert.equal(body.capabilities[what], true, recorder.readLog());
  }, 20_000);
}

/** In the LiveKit room behind a `roomId` of the key's workspace, which its token names. */
async function joinOurRoom({ client, servers }: RecordingStack, roomId: string): Promise<PaintedPerson> {
  const { body } = await client.call<{ token: string }>('POST', '/v1/token', { roomId, userId: 'ada', name: 'Ada', role: 'host' });
  const { video } = JSON.parse(Buffer.from(body.token.split('.')[1] ?? '', 'base64url').toString()) as { video: { room: string } };
  const look = { colour: COLOURS.red, toneHz: 440, size: { width: 320, height: 180 } };
  return joinPainted(livekitOf(servers.env), { room: video.room, identity: 'ada', name: 'Ada', ...look });
}

async function startRecording({ client, folder, recorder }: RecordingStack, roomId: string): Promise<string> {
  const earlier = new Set(await listCaptures(folder));
  const { status, body } = await client.call<{ recordingId: string }>('POST', `/v1/rooms/${roomId}/recording/start`, {});
  assert.equal(status, 201, JSON.stringify(body));
  await eventually(async () => {
    const isThere = (await listCaptures(folder)).some((name) => !earlier.has(name));
    assert.ok(isThere, recorder.readLog().slice(-2_000));
  }, 20_000, 20);
  return body.recordingId;
}

/** A capture gets its folder with its first bytes; until the first one a disk that was emptied holds nothing. */
async function listCaptures(folder: string): Promise<string[]> {
  return readdir(join(folder, 'recorder')).catch(() => []);
}
