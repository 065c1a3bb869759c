import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dispose } from '@livekit/rtc-node';
import { eq } from 'drizzle-orm';
import { compositions } from '../../../src/modules/compositing/tables.ts';
import { recordings } from '../../../src/modules/recordings/tables.ts';
import { connectDatabase } from '../../../src/platform/db/client.ts';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { flashing, lively } from '../recorder/acts.ts';
import { type Guest, joinAsGuest } from '../recorder/guest.ts';
import { cpuSecondsOf } from '../recorder/process-tree.ts';
import { type BenchRecorder, recordDuring, startRecorder } from '../recorder/recorder-server.ts';
import { measureSoundOffset } from '../recorder/sound-offset.ts';
import type { Bench, Figure } from '../support/bench.ts';
import { type BenchServer, startApi } from '../support/bench-server.ts';
import { readMemory, uploadOfSize } from '../../support/uploads.ts';
import { median } from '../support/statistics.ts';

const starts = 5;
const allowedStartMs = 3_000;
const people = ['ada', 'charles', 'grace', 'alan'];
const settleMs = 5_000;
const cpuMs = 20_000;
const aimedCores = 0.6;
const flashMs = 15_000;
const allowedOffsetMs = 80;
const uploadBytes = 500_000_000;
const allowedMegabytes = 64;

interface Scene {
  servers: LocalServers;
  api: BenchServer;
  recorder: BenchRecorder;
}

/**
 * The browser engine: how soon it films, what it costs with four people at 1280 × 720, and whether lips are in time; and
 * what an upload costs.
 */
export const recorderBench: Bench = {
  name: 'recorder',
  async run(servers) {
    const api = await startApi(servers);
    const recorder = await startRecorder(servers, api);
    const scene = { servers, api, recorder };
    try {
      return [await measureStart(scene), await measureCpu(scene), await measureOffset(scene), await measureUpload(scene)];
    } finally {
      await recorder.stop();
      await api.stop();
      await dispose();
    }
  },
};

/** From the call until the first pictures have come to the recorder; the first of them is somewhat older. */
async function measureStart({ servers, api, recorder }: Scene): Promise<Figure> {
  const guest = await joinAsGuest(servers, api, { roomId: 'start', identity: 'ada' }, lively);
  const { db, close } = connectDatabase(servers.env.DATABASE_URL ?? '');
  try {
    const durations: number[] = [];
    for (let i = 0; i < starts; i += 1) {
      const askedAt = Date.now();
      const id = await recordDuring(recorder, 'start', () => sleep(5_000));
      const made = eq(recordings.compositionId, compositions.id);
      const [row] = await db.select().from(compositions).innerJoin(recordings, made).where(eq(recordings.id, id));
      durations.push((row?.compositions.startedAt?.getTime() ?? Infinity) - askedAt);
    }
    const ms = median(durations);
    const all = durations.map((duration) => (duration / 1_000).toFixed(2)).join(', ');
    return figure(`start → first frame in the file (${all} s)`, `${(ms / 1_000).toFixed(2)} s`, '< 3 s', Math.max(...durations) < allowedStartMs);
  } finally {
    await guest.leave();
    await close();
  }
}

async function measureCpu({ servers, api, recorder }: Scene): Promise<Figure> {
  const guests: Guest[] = [];
  for (const identity of people) guests.push(await joinAsGuest(servers, api, { roomId: 'cpu', identity }, lively));
  let cores = Infinity;
  await recordDuring(recorder, 'cpu', async () => {
    await sleep(settleMs);
    const [before, beganAt] = [await cpuSecondsOf(recorder.pid), performance.now()];
    await sleep(cpuMs);
    cores = (await cpuSecondsOf(recorder.pid) - before) / ((performance.now() - beganAt) / 1_000);
  });
  await Promise.all(guests.map((guest) => guest.leave()));
  return figure('CPU of the recorder, 4 people, 1280×720 at 25 fps', `${cores.toFixed(2)} cores`, 'aim ≤ 0.6 cores', cores <= aimedCores);
}

async function measureOffset({ servers, api, recorder }: Scene): Promise<Figure> {
  const guest = await joinAsGuest(servers, api, { roomId: 'offset', identity: 'ada' }, flashing);
  const id = await recordDuring(recorder, 'offset', () => sleep(flashMs));
  await guest.leave();
  const file = join(servers.dataDir, 'offset.mp4');
  await writeFile(file, await recorder.download(id));
  const ms = await measureSoundOffset(file);
  return figure('sound after picture', `${ms.toFixed(0)} ms`, '< 80 ms either way', Math.abs(ms) < allowedOffsetMs);
}

/** What the API takes more than before at any time while a file of 500 MB comes. */
async function measureUpload({ servers, api, recorder }: Scene): Promise<Figure> {
  const caller = { url: api.url, apiKey: servers.env.PLENUM_API_KEY ?? '' };
  // A small one first, so that what is loaded once counts for neither.
  await upload(caller, 1_000_000);
  const { now } = readMemory(api.pid);
  let peak = now;
  const watching = setInterval(() => (peak = Math.max(peak, readMemory(api.pid).now)), 20);
  const { recordingId } = await upload(caller, uploadBytes);
  clearInterval(watching);
  await recorder.call('GET', `/v1/recordings/${recordingId}`);
  const grown = (peak - now) / 2 ** 20;
  return figure('memory of the API during an upload of 500 MB', `+${grown.toFixed(0)} MB`, '< 64 MB', grown < allowedMegabytes);
}

async function upload(caller: { url: string; apiKey: string }, bytes: number): Promise<{ recordingId: string }> {
  const answer = await uploadOfSize(caller, 'offset', bytes);
  if (answer.status !== 201) throw new Error(`The upload was answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as { recordingId: string };
}

function figure(name: string, ours: string, target: string, isMet: boolean): Figure {
  return { name, bare: '–', ours, target, ratio: null, isMet };
}
