import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lineProgress } from '../../../src/start/local/progress.ts';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { buildWebPage } from '../../../src/start/local/web-page.ts';
import { requireRecorderPrograms } from '../../support/chromium.ts';
import { startRecorderOn } from '../../support/server.ts';
import type { BenchServer } from '../support/bench-server.ts';

/** A recorder process beside an API. */
export interface BenchRecorder {
  pid: number;
  /** Calls the API about recordings. Throws for any answer but a success. */
  call<Body>(method: string, path: string): Promise<Body>;
  download(recordingId: string): Promise<Buffer>;
  stop(): Promise<void>;
}

export async function startRecorder(servers: LocalServers, api: BenchServer): Promise<BenchRecorder> {
  await requireRecorderPrograms();
  await buildWebPage(process.env, lineProgress(console.log));
  const folder = await mkdtemp(join(tmpdir(), 'plenum-bench-'));
  const recorder = await startRecorderOn(servers.env, folder);
  const ask = async (method: string, path: string) => {
    const headers = { 'x-api-key': servers.env.PLENUM_API_KEY ?? '', 'content-type': 'application/json' };
    const answer = await fetch(api.url + path, { method, headers, ...(method === 'POST' ? { body: '{}' } : {}) });
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  const call = async <Body>(method: string, path: string) => (await (await ask(method, path)).json()) as Body;
  while (!(await call<{ capabilities: { recording: boolean } }>('GET', '/v1/health')).capabilities.recording) await sleep(100);
  return {
    pid: recorder.process.pid ?? 0,
    call,
    download: async (id) => Buffer.from(await (await ask('GET', `/v1/recordings/${id}/download`)).arrayBuffer()),
    async stop() {
      await recorder.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Records a room while `meanwhile` goes on. @returns the id of the recording when its file is ready. */
export async function recordDuring(recorder: BenchRecorder, roomId: string, meanwhile: () => Promise<void>): Promise<string> {
  const { recordingId } = await recorder.call<{ recordingId: string }>('POST', `/v1/rooms/${roomId}/recording/start`);
  await meanwhile();
  await recorder.call('POST', `/v1/rooms/${roomId}/recording/stop`);
  for (let status = ''; status !== 'ready'; await sleep(100)) {
    ({ status } = await recorder.call<{ status: string }>('GET', `/v1/recordings/${recordingId}`));
    if (status === 'failed') throw new Error('The recording failed.');
  }
  return recordingId;
}
